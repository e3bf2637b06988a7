using ContainerSec.Readers;

namespace ContainerSec;

/// <summary>What files deploy, and what could not be read of it.</summary>
public sealed record DeploymentReading
{
    /// <summary>All of it as one deployment.</summary>
    public Deployment Deployment { get; init; } = new();

    /// <summary>The files that were read, in the order of their paths.</summary>
    public IReadOnlyList<CheckedFile> Files { get; init; } = [];

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<ReadProblem> Problems { get; init; } = [];

    /// <summary>Whether a file could not be read or is malformed.</summary>
    public bool HasErrors => Problems.Any(static p => p.Severity == ProblemSeverity.Error);
}
