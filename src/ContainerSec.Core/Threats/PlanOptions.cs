namespace ContainerSec.Threats;

/// <summary>What a plan is to reach.</summary>
public sealed record PlanOptions
{
    /// <summary>The defaults: cut every proven path to what lies beyond a single service.</summary>
    public static PlanOptions Default { get; } = new();

    /// <summary>What is protected; empty for <see cref="ThreatModel.CommonAssets"/>.</summary>
    public IReadOnlyList<Privilege> Assets { get; init; } = [];

    /// <summary>Where attackers begin; empty for <see cref="ThreatModel.Sources"/>.</summary>
    public IReadOnlyList<Privilege> Sources { get; init; } = [];

    /// <summary>Whether paths that are only possible are cut too.</summary>
    public bool IncludesPossible { get; init; }

    /// <summary>How many sets of changes the search may look at before it returns the best one so far with its bound.</summary>
    public long MaxSearch { get; init; } = 500_000;

    /// <summary>How often the search may find that the cheapest set for the paths it knows leaves others open.</summary>
    public int MaxRounds { get; init; } = 100;
}
