using System.Buffers.Binary;
using System.Text;

namespace ContainerSec.Images.Inspectors;

/// <summary>What an rpm database keeps of a package: an index of tags and a store of their values.</summary>
/// <remarks>
/// rpm's "RPM V4 file format", "Header structure", without its magic: two counts, 16 bytes a tag (tag, type, offset, count), then the store. Numbers are big-endian.
/// Limits are rpm's own: 65,535 tags, 256 MiB of store.
/// </remarks>
internal sealed class RpmHeader
{
    private const int EntrySize = 16;
    private const int MaxEntries = 0xffff;
    private const int MaxTexts = 500_000;
    private const int Int16 = 3;
    private const int Int32 = 4;
    private const int String = 6;
    private const int StringArray = 8;
    private const int LocalisedString = 9;

    private readonly Dictionary<int, (int Type, int Offset, int Count)> _entries = [];
    private readonly ReadOnlyMemory<byte> _store;

    private RpmHeader(ReadOnlyMemory<byte> store) => _store = store;

    /// <summary>Reads a header; null when the bytes are none.</summary>
    public static RpmHeader? Read(ReadOnlyMemory<byte> blob)
    {
        var bytes = blob.Span;
        if (bytes.Length < 8)
            return null;
        var entries = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var size = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        if (entries is 0 or > MaxEntries || 8 + ((long)entries * EntrySize) + size > bytes.Length)
            return null;
        var header = new RpmHeader(blob.Slice(8 + ((int)entries * EntrySize), (int)size));
        for (var i = 0; i < entries; i++)
        {
            var entry = bytes.Slice(8 + (i * EntrySize), EntrySize);
            var offset = BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            var count = BinaryPrimitives.ReadUInt32BigEndian(entry[12..]);
            if (offset < size && count <= size - offset)
                header._entries.TryAdd(BinaryPrimitives.ReadInt32BigEndian(entry), (BinaryPrimitives.ReadInt32BigEndian(entry[4..]), (int)offset, (int)count));
        }

        return header;
    }

    /// <summary>The text of a tag; null when it has none or it is rpm's "(none)".</summary>
    public string? Text(RpmTag tag)
    {
        if (!_entries.TryGetValue((int)tag, out var entry) || entry.Type is not (String or StringArray or LocalisedString))
            return null;
        var bytes = _store.Span[entry.Offset..];
        var end = bytes.IndexOf((byte)0);
        return end <= 0 || bytes[..end].SequenceEqual("(none)"u8) ? null : Encoding.UTF8.GetString(bytes[..end]);
    }

    /// <summary>The texts of a tag, at most half a million.</summary>
    public List<string> Texts(RpmTag tag)
    {
        var texts = new List<string>();
        if (!_entries.TryGetValue((int)tag, out var entry) || entry.Type is not (String or StringArray or LocalisedString))
            return texts;
        var bytes = _store.Span[entry.Offset..];
        for (var i = 0; i < Math.Min(entry.Count, MaxTexts) && bytes.IndexOf((byte)0) is var end and >= 0; i++)
        {
            texts.Add(Encoding.UTF8.GetString(bytes[..end]));
            bytes = bytes[(end + 1)..];
        }

        return texts;
    }

    /// <summary>The number of a tag; null when it has none.</summary>
    public uint? Number(RpmTag tag) => Count(tag) > 0 ? NumberAt(tag, 0) : null;

    /// <summary>How many numbers a tag has.</summary>
    public int Count(RpmTag tag) => _entries.TryGetValue((int)tag, out var entry) && SizeOf(entry.Type) is var size and > 0 ? Math.Min(entry.Count, (_store.Length - entry.Offset) / size) : 0;

    /// <summary>One of a tag's numbers; the index is below <see cref="Count"/>.</summary>
    public uint NumberAt(RpmTag tag, int index)
    {
        var (type, offset, _) = _entries[(int)tag];
        var bytes = _store.Span[(offset + (index * SizeOf(type)))..];
        return type switch
        {
            Int32 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            Int16 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            _ => bytes[0],
        };
    }

    private static int SizeOf(int type) => type switch
    {
        1 or 2 => 1,
        Int16 => 2,
        Int32 => 4,
        _ => 0,
    };
}

/// <summary>The tags that are asked for, with rpm's numbers (rpmtag.h).</summary>
internal enum RpmTag
{
    Name = 1000,
    Version = 1001,
    Release = 1002,
    Epoch = 1003,
    Vendor = 1011,
    License = 1014,
    Arch = 1022,
    FileStates = 1029,
    FileFlags = 1037,
    SourceRpm = 1044,
    ProvideName = 1047,
    RequireName = 1049,
    DirIndexes = 1116,
    BaseNames = 1117,
    DirNames = 1118,
    ModularityLabel = 5096,
}
