namespace ContainerSec.Images.Sources.Archives;

/// <summary>An entry of an archive that holds an image.</summary>
internal sealed record ArchiveMember
{
    /// <summary>The name in normal form, without leading slash.</summary>
    public required string Name { get; init; }

    /// <summary>Its place among all entries, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Where the content begins, in bytes of the unpacked archive.</summary>
    public long Offset { get; init; }

    /// <summary>Bytes of the content.</summary>
    public long Size { get; init; }

    /// <summary>The name of the entry that a link stands for; null for a file, empty for a link that leads out of the archive.</summary>
    public string? Target { get; init; }
}
