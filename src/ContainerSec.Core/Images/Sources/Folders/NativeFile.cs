using System.Runtime.InteropServices;
using System.Text;

namespace ContainerSec.Images.Sources.Folders;

/// <summary>What Linux says about a file and .NET does not: owner, device, number of names, capabilities.</summary>
/// <remarks>statx(2), whose structure is the same on all processors (linux/stat.h); lgetxattr(2).</remarks>
internal static unsafe class NativeFile
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;
    private const int StatSize = 256;
    private const int MaxCapability = 64;

    // Found by name in what the process has loaded: the C library's file has another name on each kind of Linux.
    private static readonly delegate* unmanaged<int, byte*, int, uint, byte*, int> Statx = (delegate* unmanaged<int, byte*, int, uint, byte*, int>)Find("statx");
    private static readonly delegate* unmanaged<byte*, byte*, byte*, nint, nint> GetAttribute = (delegate* unmanaged<byte*, byte*, byte*, nint, nint>)Find("lgetxattr");

    /// <summary>Of a path itself, not of what a link leads to; null when the system does not tell.</summary>
    public static FileStatus? Of(string path) => Read(CurrentFolder, path, NoFollow);

    /// <summary>Whether a path, behind links, is a regular file: no pipe, no device. Where the system does not tell, it is taken for one.</summary>
    public static bool IsRegular(string path) => (Read(CurrentFolder, path, 0)?.TarType ?? '0') == '0';

    /// <summary>Of an open file.</summary>
    public static FileStatus? Of(SafeHandle file)
    {
        var isAdded = false;
        try
        {
            file.DangerousAddRef(ref isAdded);
            return Read((int)file.DangerousGetHandle(), "", EmptyPath);
        }
        finally
        {
            if (isAdded)
                file.DangerousRelease();
        }
    }

    /// <summary>The attribute <c>security.capability</c>; empty when there is none.</summary>
    public static byte[] CapabilityOf(string path)
    {
        if (GetAttribute is null)
            return [];
        var value = new byte[MaxCapability];
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'), attribute = "security.capability"u8, buffer = value)
        {
            var length = GetAttribute(name, attribute, buffer, value.Length);
            return length > 0 ? value[..(int)length] : [];
        }
    }

    // C libraries older than 2018 have no statx.
    private static FileStatus? Read(int folder, string path, int flags)
    {
        if (Statx is null)
            return null;
        var status = new byte[StatSize];
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'), buffer = status)
        {
            return Statx(folder, name, flags, BasicStats, buffer) == 0 ? Parse(status) : null;
        }
    }

    private static nint Find(string name) =>
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), name, out var address) ? address : 0;

    private static FileStatus Parse(ReadOnlySpan<byte> status) => new()
    {
        Links = Number(status, 16),
        UserId = Number(status, 20),
        GroupId = Number(status, 24),
        Mode = MemoryMarshal.Read<ushort>(status[28..]),
        Inode = Large(status, 32),
        Size = (long)Large(status, 40),
        Stored = (long)Large(status, 48) * 512,
        Major = Number(status, 128),
        Minor = Number(status, 132),
        Device = ((ulong)Number(status, 136) << 32) | Number(status, 140),
    };

    private static uint Number(ReadOnlySpan<byte> status, int offset) => MemoryMarshal.Read<uint>(status[offset..]);

    private static ulong Large(ReadOnlySpan<byte> status, int offset) => MemoryMarshal.Read<ulong>(status[offset..]);
}
