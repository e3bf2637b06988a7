using ContainerSec.Readers;

namespace ContainerSec;

/// <summary>What was judged, what was found, and what could not be told.</summary>
public sealed record CheckReport
{
    /// <summary>The policy that was judged by.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The files that were read, in the order of their paths.</summary>
    public IReadOnlyList<CheckedFile> Files { get; init; } = [];

    /// <summary>Findings in the order of file, place and rule; suppressed ones among them.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What could not be told, and which fact would decide; in the same order.</summary>
    public IReadOnlyList<Unjudged> Unjudged { get; init; } = [];

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<ReadProblem> Problems { get; init; } = [];

    /// <summary>How many judgements passed.</summary>
    public int Passed { get; init; }

    /// <summary>Findings that nobody accepted.</summary>
    public IEnumerable<Finding> Open => Findings.Where(static f => !f.IsSuppressed);

    /// <summary>Whether a file could not be read or is malformed.</summary>
    public bool HasErrors => Problems.Any(static p => p.Severity == ProblemSeverity.Error);

    /// <summary>Whether a finding that nobody accepted is at least so severe.</summary>
    /// <param name="threshold">The lowest severity that counts.</param>
    public bool HasFindings(Severity threshold) => Open.Any(f => f.Severity >= threshold);
}
