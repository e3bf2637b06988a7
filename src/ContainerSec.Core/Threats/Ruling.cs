namespace ContainerSec.Threats;

/// <summary>An answer with its reasons.</summary>
/// <param name="Truth">The answer.</param>
/// <param name="Because">What it rests on, the decisive reason first; of <see cref="Truth.Maybe"/> the facts that would decide.</param>
public sealed record Ruling(Truth Truth, IReadOnlyList<Evidence> Because)
{
    /// <summary>Whether it is known to hold.</summary>
    public bool IsYes => Truth == Truth.Yes;

    /// <summary>Whether it is known not to hold.</summary>
    public bool IsNo => Truth == Truth.No;

    /// <summary>It holds.</summary>
    /// <param name="because">Why.</param>
    public static Ruling Yes(params IReadOnlyList<Evidence> because) => new(Truth.Yes, because);

    /// <summary>It does not hold.</summary>
    /// <param name="because">Why.</param>
    public static Ruling No(params IReadOnlyList<Evidence> because) => new(Truth.No, because);

    /// <summary>It cannot be told.</summary>
    /// <param name="because">The facts that would decide.</param>
    public static Ruling Maybe(params IReadOnlyList<Evidence> because) => new(Truth.Maybe, because);

    /// <inheritdoc/>
    public override string ToString() => Because.Count == 0 ? $"{Truth}" : $"{Truth}: {string.Join("; ", Because)}";
}
