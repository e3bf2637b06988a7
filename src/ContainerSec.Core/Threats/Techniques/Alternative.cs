namespace ContainerSec.Threats;

/// <summary>One way in which a condition holds or may hold.</summary>
/// <param name="Truth"><see cref="Truth.Yes"/> or <see cref="Truth.Maybe"/>.</param>
/// <param name="Because">What is known to hold.</param>
/// <param name="Undecided">What would decide the rest.</param>
/// <param name="Controls">Changes of which each makes it false.</param>
internal sealed record Alternative(Truth Truth, IReadOnlyList<Evidence> Because, IReadOnlyList<Evidence> Undecided, IReadOnlyList<Control> Controls)
{
    /// <summary>Both.</summary>
    public Alternative With(Alternative other) => new(
        Truth < other.Truth ? Truth : other.Truth,
        Join(Because, other.Because),
        Join(Undecided, other.Undecided),
        Join(Controls, other.Controls));

    private static IReadOnlyList<T> Join<T>(IReadOnlyList<T> left, IReadOnlyList<T> right) =>
        left.Count == 0 ? right : right.Count == 0 ? left : [.. left.Concat(right).Distinct()];
}
