namespace ContainerSec;

/// <summary>What a policy says about a deployment.</summary>
public sealed record PolicyResult
{
    /// <summary>Failures, suppressed ones among them, in the order of file, place and rule.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What could not be told, in the same order.</summary>
    public IReadOnlyList<Unjudged> Unjudged { get; init; } = [];

    /// <summary>How many judgements passed.</summary>
    public int Passed { get; init; }
}
