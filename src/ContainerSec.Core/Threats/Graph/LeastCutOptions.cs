namespace ContainerSec.Threats.Graph;

/// <summary>How much work <see cref="LeastCut"/> may do before it returns the best found with its bound. Counted, not timed: the same everywhere.</summary>
internal sealed record LeastCutOptions
{
    public static LeastCutOptions Default { get; } = new();

    /// <summary>How often both ways may be tried for a control.</summary>
    public long MaxBranchings { get; init; } = 20_000;

    /// <summary>How often the cheapest controls for the known paths may be found to leave others open.</summary>
    public int MaxRounds { get; init; } = 500;
}
