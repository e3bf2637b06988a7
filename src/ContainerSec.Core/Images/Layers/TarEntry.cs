using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Layers;

/// <summary>An entry of an archive as its headers state it, names as bytes.</summary>
internal sealed class TarEntry
{
    public ReadOnlyMemory<byte> Name { get; init; }

    public ReadOnlyMemory<byte> LinkName { get; init; }

    public EntryType Type { get; init; }

    /// <summary>The type flag as stored, for messages.</summary>
    public char TypeFlag { get; init; }

    /// <summary>Whether the type is one that this reader knows; others have no content that means a file.</summary>
    public bool IsKnownType { get; init; } = true;

    public int Mode { get; init; }

    public long UserId { get; init; }

    public long GroupId { get; init; }

    /// <summary>Bytes of the file; of a sparse one with its holes.</summary>
    public long Size { get; init; }

    /// <summary>Bytes in the archive.</summary>
    public long StoredSize { get; init; }

    public ReadOnlyMemory<byte> Capability { get; init; }

    public bool IsSparse { get; init; }
}
