namespace ContainerSec.Readers.Text;

/// <summary>A node of a YAML or JSON document with its place.</summary>
/// <remarks>An alias is the very node of its anchor, so a document is a graph without cycles, not a tree.</remarks>
internal abstract class YamlNode(SourceText source, int start, string? tag)
{
    public SourceText Source { get; } = source;

    /// <summary>0-based offset of the first character.</summary>
    public int Start { get; } = start;

    /// <summary>0-based offset after the last character.</summary>
    public int End { get; internal set; } = start;

    /// <summary>A tag that was written, <c>!reset</c>; null for none.</summary>
    public string? Tag { get; } = tag;

    /// <summary>The place, as provenance of facts.</summary>
    public Provenance Origin => Source.At(Start, End);

    /// <summary>How many nodes it is when every alias is written out.</summary>
    internal int Weight { get; set; } = 1;
}
