namespace ContainerSec.Threats;

/// <summary>A kind of border between an attacker and what they want, with a strength to rank it by.</summary>
/// <remarks>The strengths are a proposal for ranking, no measurements; see <see cref="BoundaryCatalog.Caveat"/>.</remarks>
public sealed record Boundary
{
    internal Boundary(string id, int strength, string what, string grade, string attackSurface) =>
        (Id, Strength, What, Grade, AttackSurface) = (id, strength, what, grade, attackSurface);

    /// <summary>Its id: <c>container-default-root</c>.</summary>
    public string Id { get; }

    /// <summary>Its strength, 0 (none) to 100, before any override.</summary>
    public int Strength { get; }

    /// <summary>What it is.</summary>
    public string What { get; }

    /// <summary>Its class in one word: <c>none</c>, <c>weak</c>, <c>moderate</c>, <c>good</c>, <c>strong</c>, <c>very strong</c>.</summary>
    public string Grade { get; }

    /// <summary>What an attacker has to work with.</summary>
    public string AttackSurface { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({Strength})";
}
