namespace ContainerSec.Threats.Graph;

/// <summary>How much work <see cref="LeastCut"/> may do before it returns the best found with its bound. Counted, not timed: the same everywhere.</summary>
internal sealed record LeastCutOptions
{
    public static LeastCutOptions Default { get; } = new();

    /// <summary>How many sets of controls may be looked at while both ways are tried for a control, each time anew.</summary>
    public long MaxSearch { get; init; } = 500_000;

    /// <summary>How often the cheapest controls for the known paths may be found to leave others open.</summary>
    public int MaxRounds { get; init; } = 100;
}
