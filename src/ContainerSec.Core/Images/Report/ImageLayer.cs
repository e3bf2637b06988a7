namespace ContainerSec.Images;

/// <summary>A layer of an image.</summary>
public sealed record ImageLayer
{
    /// <summary>The digest of the bytes as stored.</summary>
    public required string Digest { get; init; }

    /// <summary>The digest of the unpacked bytes; what everything else names the layer by.</summary>
    public required string DiffId { get; init; }

    /// <summary>The media type; found by content where the source states none.</summary>
    public required string MediaType { get; init; }

    /// <summary>Bytes as stored.</summary>
    public long Size { get; init; }

    /// <summary>Bytes unpacked.</summary>
    public long UnpackedSize { get; init; }

    /// <summary>The command that made it; null when the history does not say.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Files that it brings or changes.</summary>
    public int Files { get; init; }

    /// <summary>Paths of lower layers that it removes.</summary>
    public int Removed { get; init; }

    /// <summary>Bytes of its files that later layers remove or replace: they are shipped and never seen.</summary>
    public long WastedSize { get; init; }
}
