namespace ContainerSec.Images.Inspection;

/// <summary>An entry of a layer, as the archive states it.</summary>
internal sealed class LayerEntry
{
    /// <summary>The path without leading slash, bytes that are no UTF-8 written as <c>\xNN</c>.</summary>
    public required string Path { get; init; }

    public required EntryType Type { get; init; }

    /// <summary>Permissions, with setuid (04000), setgid (02000) and sticky (01000).</summary>
    public required int Mode { get; init; }

    public long UserId { get; init; }

    public long GroupId { get; init; }

    /// <summary>Bytes of the content.</summary>
    public long Size { get; init; }

    /// <summary>The target of a link, as written; empty for others.</summary>
    public string LinkTarget { get; init; } = "";

    /// <summary>The attribute <c>security.capability</c>; empty when it has none.</summary>
    public ReadOnlyMemory<byte> Capability { get; init; }

    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The path without its last part; empty for a file of the root.</summary>
    public string Folder => Path.LastIndexOf('/') is var slash and > 0 ? Path[..slash] : "";

    public bool IsExecutable => Type == EntryType.File && (Mode & 0b001_001_001) != 0;
}

/// <summary>What an entry is; the first eight are those of <see cref="ImageEntryKind"/>.</summary>
internal enum EntryType : byte
{
    File,
    Folder,
    SymbolicLink,
    HardLink,
    CharacterDevice,
    BlockDevice,
    Pipe,
    Socket,
    Whiteout,
    OpaqueWhiteout,
}
