namespace ContainerSec.Threats.Graph;

/// <summary>How <see cref="KCheapestPaths"/> searches.</summary>
internal sealed record PathOptions
{
    public static PathOptions Default { get; } = new();

    /// <summary>Whether paths over the same nodes by parallel edges count as different; otherwise the best of them stands for all.</summary>
    public bool TellsParallelEdgesApart { get; init; }

    /// <summary>How many edges may be looked at for one target before the search ends with what it has.</summary>
    public long MaxWork { get; init; } = 10_000_000;
}
