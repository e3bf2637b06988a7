using System.Globalization;
using System.Text;

namespace ContainerSec.Testing.Images;

/// <summary>Makes archives entry by entry, good ones and hostile ones: whatever a header can say can be said.</summary>
public sealed class TarForge
{
    private readonly MemoryStream _bytes = new();

    /// <summary>A regular file.</summary>
    public TarForge File(string path, string content, int mode = 0b110_100_100) => File(path, Encoding.UTF8.GetBytes(content), mode);

    /// <summary>A regular file, perhaps with owner and the attribute <c>security.capability</c>.</summary>
    public TarForge File(string path, byte[] content, int mode = 0b110_100_100, int uid = 0, int gid = 0, byte[]? capability = null)
    {
        if (capability is not null)
            Pax(("SCHILY.xattr.security.capability", capability));
        return Entry(path, '0', content, mode, uid, gid);
    }

    /// <summary>A folder.</summary>
    public TarForge Folder(string path, int mode = 0b111_101_101) => Entry(path + "/", '5', [], mode);

    /// <summary>A symbolic link.</summary>
    public TarForge Link(string path, string target) => Entry(path, '2', [], 0b111_111_111, link: target);

    /// <summary>A hard link.</summary>
    public TarForge HardLink(string path, string target, int mode = 0b110_100_100) => Entry(path, '1', [], mode, link: target);

    /// <summary>Says that a path of lower layers is gone.</summary>
    public TarForge Whiteout(string path)
    {
        var slash = path.LastIndexOf('/');
        return File(path[..(slash + 1)] + ".wh." + path[(slash + 1)..], "");
    }

    /// <summary>Says that everything that lower layers have in a folder is gone.</summary>
    public TarForge Opaque(string folder) => File(folder + "/.wh..wh..opq", "");

    /// <summary>An extended header for the next entry.</summary>
    public TarForge Pax(params (string Name, byte[] Value)[] records) => Entry("PaxHeaders/next", 'x', [.. records.SelectMany(static r => Record(r.Name, r.Value))]);

    /// <summary>An entry of any type; names that do not fit get an extended header.</summary>
    public TarForge Entry(string path, char type, byte[] content, int mode = 0b110_100_100, int uid = 0, int gid = 0, string link = "", long? size = null, string magic = "ustar\0" + "00")
    {
        if (type is not ('x' or 'g' or 'L' or 'K') && (Encoding.UTF8.GetByteCount(path) > 100 || Encoding.UTF8.GetByteCount(link) > 100))
            Pax(("path", Encoding.UTF8.GetBytes(path)), ("linkpath", Encoding.UTF8.GetBytes(link)));
        var header = new byte[512];
        Put(header, 0, 100, path);
        Put(header, 100, 8, Octal(mode, 7));
        Put(header, 108, 8, Octal(uid, 7));
        Put(header, 116, 8, Octal(gid, 7));
        Put(header, 124, 12, Octal(size ?? content.Length, 11));
        Put(header, 136, 12, Octal(0, 11));
        header[156] = (byte)type;
        Put(header, 157, 100, link);
        Put(header, 257, 8, magic);
        return Raw(Sealed(header)).Raw(content).Pad();
    }

    /// <summary>Bytes as they are.</summary>
    public TarForge Raw(byte[] bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Zeros up to the next block.</summary>
    public TarForge Pad() => Raw(new byte[(512 - (_bytes.Length % 512)) % 512]);

    /// <summary>The archive with its end.</summary>
    public byte[] ToArray() => [.. _bytes.ToArray(), .. new byte[1024]];

    /// <summary>The archive without its end.</summary>
    public byte[] ToArrayWithoutEnd() => _bytes.ToArray();

    /// <summary>A header with its checksum.</summary>
    public static byte[] Sealed(byte[] header)
    {
        header.AsSpan(148, 8).Fill((byte)' ');
        var sum = header.Sum(static b => b);
        Put(header, 148, 8, Octal(sum, 6) + "\0 ");
        return header;
    }

    /// <summary>One record of an extended header; its length counts itself.</summary>
    public static byte[] Record(string name, byte[] value)
    {
        var rest = 1 + Encoding.UTF8.GetByteCount(name) + 1 + value.Length + 1;
        var length = rest + 1;
        while (rest + length.ToString(CultureInfo.InvariantCulture).Length != length)
            length++;
        return [.. Encoding.UTF8.GetBytes($"{length} {name}="), .. value, (byte)'\n'];
    }

    private static string Octal(long value, int digits) => Convert.ToString(value, 8).PadLeft(digits, '0');

    private static void Put(byte[] header, int offset, int length, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes.AsSpan(0, Math.Min(length, bytes.Length)).CopyTo(header.AsSpan(offset));
    }
}
