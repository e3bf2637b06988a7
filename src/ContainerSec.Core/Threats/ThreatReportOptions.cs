namespace ContainerSec.Threats;

/// <summary>How much a report about a threat model answers.</summary>
public sealed record ThreatReportOptions
{
    /// <summary>The defaults.</summary>
    public static ThreatReportOptions Default { get; } = new();

    /// <summary>What is looked at; empty for every asset.</summary>
    public IReadOnlyList<Privilege> Assets { get; init; } = [];

    /// <summary>How many paths are told of each asset.</summary>
    public int PathsPerAsset { get; init; } = 3;

    /// <summary>Of how many containers it is told what falls with them.</summary>
    public int MaxBlastRadii { get; init; } = 50;

    /// <summary>Whether attackers begin in every container too, not only outside.</summary>
    public bool AssumesBreach { get; init; }
}
