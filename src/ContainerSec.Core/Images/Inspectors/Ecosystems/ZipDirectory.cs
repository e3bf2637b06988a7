using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>The central directory of a zip archive in memory, read entry by entry: nothing is kept of those that nobody asks for, and no size is believed.</summary>
/// <remarks>PKWARE APPNOTE 6.3, 4.3 and 4.4. Bytes before the archive, as of a jar that starts itself, are skipped.</remarks>
internal sealed class ZipDirectory
{
    private const int EndSize = 22;
    private const int MaxComment = ushort.MaxValue;
    private const int HeaderSize = 46;
    private const int LocalHeaderSize = 30;

    private readonly ReadOnlyMemory<byte> _archive;
    private readonly long _shift;
    private readonly int _end;
    private int _at;

    private ZipDirectory(ReadOnlyMemory<byte> archive, int start, int end, long shift) => (_archive, _at, _end, _shift) = (archive, start, end, shift);

    /// <summary>Opens an archive; null when its end is not found or points to nowhere.</summary>
    public static ZipDirectory? Open(ReadOnlyMemory<byte> archive)
    {
        var bytes = archive.Span;
        var from = Math.Max(0, bytes.Length - EndSize - MaxComment);
        var end = from + bytes[from..].LastIndexOf("PK\u0005\u0006"u8);
        if (end < from || bytes.Length - end < EndSize)
            return null;
        var (size, offset) = ((long)U32(bytes, end + 12), (long)U32(bytes, end + 16));
        // With more than 65,535 entries the true numbers may stand in another record, named by a locator before this one.
        if ((size == uint.MaxValue || offset == uint.MaxValue) && !ReadLarge(bytes, ref end, out size, out offset))
            return null;
        var start = end - size;
        return size < 0 || start < 0 || offset < 0 ? null : new ZipDirectory(archive, (int)start, end, start - offset);
    }

    /// <summary>Reads the next entry.</summary>
    /// <returns>Whether there was one; a damaged entry ends the directory.</returns>
    public bool Next(out ZipItem item)
    {
        item = default;
        var bytes = _archive.Span[_at.._end];
        if (bytes.Length < HeaderSize || !bytes.StartsWith("PK\u0001\u0002"u8))
            return false;
        var nameLength = U16(bytes, 28);
        var size = HeaderSize + nameLength + U16(bytes, 30) + U16(bytes, 32);
        if (size > bytes.Length)
            return false;
        item = new ZipItem
        {
            Name = _archive.Slice(_at + HeaderSize, nameLength),
            IsEncrypted = (U16(bytes, 8) & 1) != 0,
            Method = U16(bytes, 10),
            PackedSize = U32(bytes, 20),
            Offset = U32(bytes, 42) + _shift,
        };
        _at += size;
        return true;
    }

    /// <summary>The content of an entry; null when it is encrypted, packed in an unknown way, damaged, or larger than the limit.</summary>
    public ReadOnlyMemory<byte>? Read(ZipItem item, int maxSize)
    {
        if (item.IsEncrypted || item.Offset < 0 || item.Offset > _archive.Length - LocalHeaderSize)
            return null;
        var header = _archive.Span[(int)item.Offset..];
        if (!header.StartsWith("PK\u0003\u0004"u8))
            return null;
        var start = item.Offset + LocalHeaderSize + U16(header, 26) + U16(header, 28);
        if (item.PackedSize > _archive.Length - start)
            return null;
        var packed = _archive.Slice((int)start, (int)item.PackedSize);
        return item.Method switch
        {
            0 when packed.Length <= maxSize => packed,
            8 => Inflate(packed, maxSize),
            _ => null,
        };
    }

    private static bool ReadLarge(ReadOnlySpan<byte> bytes, ref int end, out long size, out long offset)
    {
        (size, offset) = (0, 0);
        var locator = end - 20;
        if (locator < 0 || !bytes[locator..].StartsWith("PK\u0006\u0007"u8))
            return false;
        // Where the record stands by its offset, which bytes before the archive would shift, or right before the locator, where every tool writes it.
        var record = locator - 56;
        if (record < 0 || !bytes[record..].StartsWith("PK\u0006\u0006"u8))
            return false;
        size = BinaryPrimitives.ReadInt64LittleEndian(bytes[(record + 40)..]);
        offset = BinaryPrimitives.ReadInt64LittleEndian(bytes[(record + 48)..]);
        end = record;
        return size >= 0 && size <= record;
    }

    private static ReadOnlyMemory<byte>? Inflate(ReadOnlyMemory<byte> packed, int maxSize)
    {
        try
        {
            using var inflate = new DeflateStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
            using var content = new MemoryStream();
            var piece = new byte[16 << 10];
            while (inflate.Read(piece) is > 0 and var count)
            {
                content.Write(piece, 0, count);
                if (content.Length > maxSize)
                    return null;
            }

            return content.GetBuffer().AsMemory(0, (int)content.Length);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}

/// <summary>An entry of a zip archive, as the central directory states it.</summary>
internal readonly struct ZipItem
{
    /// <summary>As stored: UTF-8, or an old code page that has the same letters where names matter here.</summary>
    public ReadOnlyMemory<byte> Name { get; init; }

    public bool IsEncrypted { get; init; }

    public int Method { get; init; }

    public long PackedSize { get; init; }

    /// <summary>Where its local header stands.</summary>
    public long Offset { get; init; }

    public string Text => Encoding.UTF8.GetString(Name.Span);
}
