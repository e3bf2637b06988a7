using System.Globalization;
using System.Text;

namespace ContainerSec.Images.Sources.Folders;

/// <summary>Writes headers of an archive.</summary>
/// <remarks>POSIX pax(1), "ustar Interchange Format"; what does not fit stands in an extended header before it.</remarks>
internal static class TarBlocks
{
    private const int BlockSize = 512;
    private const long MaxNumber = 0x1FFFFF;
    private const long MaxSize = 0x1FFFFFFFF;

    /// <summary>The header of an entry, after an extended one where it needs it. Times are left out: the same folder gives the same bytes.</summary>
    /// <param name="name">Relative, a folder's with a slash at the end.</param>
    /// <param name="type">The type flag.</param>
    /// <param name="status">Mode, owner and device.</param>
    /// <param name="size">Bytes of the content that follows.</param>
    /// <param name="link">The target of a link, or empty.</param>
    /// <param name="capability">The attribute <c>security.capability</c>, or empty.</param>
    /// <param name="sparseSize">The size of a file whose content is left out because it is nearly all holes; or null.</param>
    public static byte[] Header(string name, char type, FileStatus status, long size, string link, byte[] capability, long? sparseSize = null)
    {
        var (nameBytes, linkBytes) = (Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(link));
        using var extended = new MemoryStream();
        if (nameBytes.Length > 100)
            Record(extended, "path", nameBytes);
        if (linkBytes.Length > 100)
            Record(extended, "linkpath", linkBytes);
        Number(extended, "uid", status.UserId, MaxNumber);
        Number(extended, "gid", status.GroupId, MaxNumber);
        Number(extended, "size", size, MaxSize);
        if (capability.Length > 0)
            Record(extended, "SCHILY.xattr.security.capability", capability);
        if (sparseSize is { } real)
        {
            Number(extended, "GNU.sparse.size", real, -1);
            Record(extended, "GNU.sparse.map", "0,0"u8);
        }

        var header = Block(nameBytes, type, status, size, linkBytes);
        if (extended.Length == 0)
            return header;
        var content = extended.ToArray();
        return [.. Block("PaxHeaders/next"u8, 'x', new FileStatus(), content.Length, []), .. content, .. new byte[Padding(content.Length)], .. header];
    }

    /// <summary>How many zeros follow a content.</summary>
    public static int Padding(long size) => (int)((BlockSize - (size % BlockSize)) % BlockSize);

    private static byte[] Block(ReadOnlySpan<byte> name, char type, FileStatus status, long size, ReadOnlySpan<byte> link)
    {
        var block = new byte[BlockSize];
        name[..Math.Min(name.Length, 100)].CopyTo(block);
        Octal(block.AsSpan(100, 8), status.Mode & 0xFFF);
        Octal(block.AsSpan(108, 8), Math.Min(status.UserId, MaxNumber));
        Octal(block.AsSpan(116, 8), Math.Min(status.GroupId, MaxNumber));
        Octal(block.AsSpan(124, 12), Math.Min(size, MaxSize));
        Octal(block.AsSpan(136, 12), 0);
        block[156] = (byte)type;
        link[..Math.Min(link.Length, 100)].CopyTo(block.AsSpan(157));
        "ustar\0"u8.CopyTo(block.AsSpan(257));
        "00"u8.CopyTo(block.AsSpan(263));
        Octal(block.AsSpan(329, 8), Math.Min(status.Major, MaxNumber));
        Octal(block.AsSpan(337, 8), Math.Min(status.Minor, MaxNumber));
        block.AsSpan(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var b in block)
            sum += b;
        Octal(block.AsSpan(148, 7), sum);
        return block;
    }

    private static void Octal(Span<byte> field, long value)
    {
        for (var i = field.Length - 2; i >= 0; i--, value >>= 3)
            field[i] = (byte)('0' + (value & 7));
        field[^1] = 0;
    }

    private static void Number(MemoryStream extended, string name, long value, long largest)
    {
        if (value > largest)
            Record(extended, name, Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
    }

    // "27 path=usr/bin/some-long\n": the length counts its own digits.
    private static void Record(MemoryStream extended, string name, ReadOnlySpan<byte> value)
    {
        var rest = name.Length + value.Length + 3;
        var length = rest + 1;
        while (rest + length.ToString(CultureInfo.InvariantCulture).Length != length)
            length++;
        extended.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length} {name}=")));
        extended.Write(value);
        extended.WriteByte((byte)'\n');
    }
}
