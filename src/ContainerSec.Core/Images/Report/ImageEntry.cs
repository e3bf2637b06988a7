namespace ContainerSec.Images;

/// <summary>A file, folder, link or device that a container of the image sees.</summary>
public sealed record ImageEntry
{
    /// <summary>The path without leading slash, links in its folders followed.</summary>
    public required string Path { get; init; }

    /// <summary>What it is.</summary>
    public required ImageEntryKind Kind { get; init; }

    /// <summary>Permissions with setuid (04000), setgid (02000) and sticky (01000).</summary>
    public int Mode { get; init; }

    /// <summary>The owner.</summary>
    public long UserId { get; init; }

    /// <summary>The group.</summary>
    public long GroupId { get; init; }

    /// <summary>Bytes of a file; 0 for others, and for hard links, whose bytes are their target's.</summary>
    public long Size { get; init; }

    /// <summary>The target of a link as written; empty for others.</summary>
    public string LinkTarget { get; init; } = "";

    /// <summary>The diff id of the last layer that wrote it.</summary>
    public required string Layer { get; init; }
}

/// <summary>What an <see cref="ImageEntry"/> is.</summary>
public enum ImageEntryKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A further name of a file.</summary>
    HardLink,

    /// <summary>A character device.</summary>
    CharacterDevice,

    /// <summary>A block device.</summary>
    BlockDevice,

    /// <summary>A pipe.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,
}
