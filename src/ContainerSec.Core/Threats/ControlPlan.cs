namespace ContainerSec.Threats;

/// <summary>The least set of changes after which no path leads to the assets that were chosen.</summary>
public sealed record ControlPlan
{
    /// <summary>The assets.</summary>
    public required IReadOnlyList<Privilege> Assets { get; init; }

    /// <summary>The changes, the one that cuts most paths first.</summary>
    public required IReadOnlyList<Control> Controls { get; init; }

    /// <summary>What they cost together.</summary>
    public required double Cost { get; init; }

    /// <summary>No set of changes costs less than this.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Whether it is proven that no cheaper set exists; otherwise the search ended at its budget, and <see cref="LowerBound"/> tells how far off the set may be.</summary>
    public required bool IsOptimal { get; init; }

    /// <summary>Whether possible steps were cut too, or proven ones only.</summary>
    public required bool IncludesPossible { get; init; }

    /// <summary>The cheapest path to each asset that had one, before the changes.</summary>
    public required IReadOnlyList<AttackPath> Before { get; init; }

    /// <summary>Paths that no change of the catalogue cuts; they stay.</summary>
    public required IReadOnlyList<AttackPath> Uncut { get; init; }
}
