using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Layers;

/// <summary>A layer that was read, with what its source had to say about it.</summary>
internal sealed record ReadLayer
{
    /// <summary>The digest of the bytes as stored.</summary>
    public required string Digest { get; init; }

    /// <summary>The digest of the unpacked bytes; null when they could not be read to the end.</summary>
    public string? ActualDiffId { get; init; }

    /// <summary>Bytes as stored.</summary>
    public long Size { get; init; }

    public required string MediaType { get; init; }

    /// <summary>Whether anything of it could be read.</summary>
    public bool IsUsable { get; init; }

    /// <summary>Whether it was read to its end.</summary>
    public bool IsWhole { get; init; }

    public required LayerResult Result { get; init; }
}
