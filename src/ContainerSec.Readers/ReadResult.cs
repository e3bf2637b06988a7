namespace ContainerSec.Readers;

/// <summary>What a reader found in a text.</summary>
public sealed record ReadResult
{
    /// <summary>What the text describes; of a malformed text as much as could be read.</summary>
    public Deployment Deployment { get; init; } = new();

    /// <summary>What could not be read, in the order of the text.</summary>
    public IReadOnlyList<ReadProblem> Problems { get; init; } = [];

    /// <summary>Whether a problem is an error.</summary>
    public bool HasErrors => Problems.Any(static p => p.Severity == ProblemSeverity.Error);
}
