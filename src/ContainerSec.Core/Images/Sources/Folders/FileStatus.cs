namespace ContainerSec.Images.Sources.Folders;

/// <summary>What stands in an inode.</summary>
internal sealed record FileStatus
{
    private const int TypeMask = 0xF000;

    /// <summary>Type and permissions.</summary>
    public int Mode { get; init; }

    public long UserId { get; init; }

    public long GroupId { get; init; }

    public long Size { get; init; }

    /// <summary>Bytes that it takes on disk: fewer than its size when it has holes.</summary>
    public long Stored { get; init; }

    /// <summary>How many names it has.</summary>
    public uint Links { get; init; }

    public ulong Inode { get; init; }

    /// <summary>The file system that it is on.</summary>
    public ulong Device { get; init; }

    /// <summary>Of a device node.</summary>
    public uint Major { get; init; }

    public uint Minor { get; init; }

    /// <summary>The type as tar writes it; null for a socket, that no archive holds.</summary>
    public char? TarType => (Mode & TypeMask) switch
    {
        0x8000 => '0',
        0xA000 => '2',
        0x2000 => '3',
        0x6000 => '4',
        0x4000 => '5',
        0x1000 => '6',
        _ => null,
    };

    /// <summary>The same from what .NET tells on every system; owners and devices are not known.</summary>
    public static FileStatus Of(FileSystemInfo file)
    {
        var isFolder = file.Attributes.HasFlag(FileAttributes.Directory);
        var type = file.LinkTarget is not null ? 0xA000 : isFolder ? 0x4000 : 0x8000;
        var mode = OperatingSystem.IsWindows() ? (isFolder ? 0b111_101_101 : 0b110_100_100) : (int)file.UnixFileMode;
        var size = type == 0x8000 ? ((FileInfo)file).Length : 0;
        return new FileStatus { Mode = type | mode, Size = size, Stored = size, Links = 1 };
    }
}
