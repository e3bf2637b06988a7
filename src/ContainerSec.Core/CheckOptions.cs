namespace ContainerSec;

/// <summary>How files are found and judged.</summary>
public sealed record CheckOptions
{
    /// <summary>The defaults: the profile <c>recommended</c>, no baseline.</summary>
    public static CheckOptions Default { get; } = new();

    /// <summary>What is judged.</summary>
    public Policy Policy { get; init; } = Policy.Recommended;

    /// <summary>Findings that were there before; null for none.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Paths below a directory that are not read, with <c>*</c>, <c>**</c> and <c>?</c> as wildcards, relative to the directory.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The directory that paths in reports are relative to; null for the current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The largest file that is read, in bytes; a larger one is a problem of its own.</summary>
    public long MaxFileSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many files are read at once, and how many threads judge a large deployment.</summary>
    public int MaxParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>The clock by which waivers expire.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
