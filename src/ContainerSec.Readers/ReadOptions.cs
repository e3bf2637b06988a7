namespace ContainerSec.Readers;

/// <summary>How texts are read.</summary>
public sealed record ReadOptions
{
    /// <summary>The defaults: production, no other files.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>What the subjects are for, unless the format says it.</summary>
    public RunContext Context { get; init; }

    /// <summary>Opens a file that a text refers to (an included or extended file, an env file), by its path as the text's own path would be written; null when there is none or it may not be read.</summary>
    /// <remarks>Readers do no I/O of their own.</remarks>
    public Func<string, SourceText?> Open { get; init; } = static _ => null;

    /// <summary>Variables that the text may refer to, besides those of its own files. The environment of this process is never read.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>How deeply a text may be nested.</summary>
    public int MaxDepth { get; init; } = 256;

    /// <summary>How many nodes a text may have, aliases resolved.</summary>
    public int MaxNodes { get; init; } = 2_000_000;
}
