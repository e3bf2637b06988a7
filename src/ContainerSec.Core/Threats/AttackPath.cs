namespace ContainerSec.Threats;

/// <summary>Steps that lead from where an attacker begins to an asset.</summary>
/// <param name="Steps">The steps in order; each begins where the one before it ends.</param>
public sealed record AttackPath(IReadOnlyList<AttackStep> Steps)
{
    /// <summary>Where it begins.</summary>
    public Privilege Source => Steps[0].From;

    /// <summary>What it leads to.</summary>
    public Privilege Asset => Steps[^1].To;

    /// <summary>Whether every step is proven.</summary>
    public bool IsProven => Steps.All(static s => s.Truth == Truth.Yes);

    /// <summary>The sum of the steps' costs; lower is easier.</summary>
    public double Cost => Steps.Sum(static s => s.Cost);

    /// <summary>The boundaries on the way, each once.</summary>
    public IReadOnlyList<string> Boundaries => [.. Steps.SelectMany(static s => s.Boundaries).Distinct()];

    /// <summary>The facts that would decide whether the path exists.</summary>
    public IEnumerable<Evidence> Undecided => Steps.SelectMany(static s => s.Undecided).Distinct();
}
