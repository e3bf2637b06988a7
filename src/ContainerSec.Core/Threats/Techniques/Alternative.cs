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

    // Lists are short: each is looked through, and most have nothing in common.
    private static IReadOnlyList<T> Join<T>(IReadOnlyList<T> left, IReadOnlyList<T> right)
    {
        if (left.Count == 0 || ReferenceEquals(left, right))
            return right;
        if (right.Count == 0)
            return left;
        var joined = new List<T>(left.Count + right.Count);
        joined.AddRange(left);
        for (var i = 0; i < right.Count; i++)
        {
            if (!joined.Contains(right[i]))
                joined.Add(right[i]);
        }

        return joined;
    }
}
