namespace ContainerSec;

/// <summary>A place in an image: a file of a layer, or a part of the configuration.</summary>
public sealed class ImageProvenance : Provenance
{
    /// <summary>Names the place.</summary>
    /// <param name="path">The file without leading slash; <c>config:env/NAME</c>, <c>config:label/NAME</c>, <c>config:history/N</c> or <c>config:…</c> for the configuration.</param>
    /// <param name="layer">The diff id of the layer; null for the configuration.</param>
    /// <param name="line">The line, from 1; null where lines mean nothing.</param>
    public ImageProvenance(string path, string? layer = null, int? line = null) => (Path, Layer, Line) = (path, layer, line);

    /// <summary>The file, or the part of the configuration.</summary>
    public string Path { get; }

    /// <summary>The diff id of the layer; null for the configuration.</summary>
    public string? Layer { get; }

    /// <summary>The line, from 1; null where lines mean nothing.</summary>
    public int? Line { get; }

    /// <inheritdoc/>
    public override string Description => Line is { } line ? $"{Path}:{line}" : Path;
}
