using System.Buffers.Binary;
using System.Text;

namespace ContainerSec.Images.Inspectors.DotNet;

/// <summary>The section table of an ELF file that goes by: asked for when the head is seen, read when the file is at its end.</summary>
/// <remarks>elf(5). Linkers write the names of the sections right before the table, which is the last part of the file.</remarks>
internal sealed class ElfSections
{
    // Before the table: names, and what small sections stand between.
    private const int Before = 32 << 10;
    private const int MaxSections = 2000;
    private const uint ProgramBits = 1;

    private readonly bool _isWide;
    private readonly bool _isLittle;
    private readonly long _table;
    private readonly int _entrySize;
    private readonly int _count;
    private readonly int _namesIndex;

    private ElfSections(ReadOnlySpan<byte> head)
    {
        _isWide = head[4] == 2;
        _isLittle = head[5] == 1;
        _table = Word(head, _isWide ? 0x28 : 0x20);
        _entrySize = Half(head, _isWide ? 0x3A : 0x2E);
        _count = Half(head, _isWide ? 0x3C : 0x30);
        _namesIndex = Half(head, _isWide ? 0x3E : 0x32);
        var start = Math.Max(0, _table - Before);
        Capture = new StreamCapture(start, _table - start + ((long)_count * _entrySize));
    }

    /// <summary>What has to be kept of the file.</summary>
    public StreamCapture Capture { get; }

    /// <summary>Looks at the head of a file; null when it is no ELF file or has no table that can be read.</summary>
    public static ElfSections? Of(ReadOnlySpan<byte> head, long size)
    {
        if (head.Length < 64 || !head.StartsWith("\u007FELF"u8) || head[4] is not (1 or 2) || head[5] is not (1 or 2))
            return null;
        var sections = new ElfSections(head);
        var isSound = sections._table > 0 && sections._count is > 0 and <= MaxSections && sections._entrySize == (sections._isWide ? 64 : 40)
            && sections._table <= size - ((long)sections._count * sections._entrySize);
        return isSound ? sections : null;
    }

    /// <summary>The sections; empty when the table cannot be read.</summary>
    public List<ElfSection> Read()
    {
        var sections = new List<ElfSection>();
        if (!Capture.IsComplete)
            return sections;
        var bytes = Capture.Bytes.Span;
        var names = Place(_namesIndex, bytes);
        for (var i = 0; i < _count; i++)
        {
            var entry = Entry(i, bytes);
            var (offset, size) = Place(i, bytes);
            var type = Number(entry[4..]);
            sections.Add(new ElfSection(NameOf(bytes, names, Number(entry)), type == ProgramBits, offset, size));
        }

        return sections;
    }

    private ReadOnlySpan<byte> Entry(int index, ReadOnlySpan<byte> bytes) =>
        index < _count ? bytes.Slice((int)(_table - Capture.Start) + (index * _entrySize), _entrySize) : new byte[_entrySize];

    private (long Offset, long Size) Place(int index, ReadOnlySpan<byte> bytes)
    {
        var entry = Entry(index, bytes);
        return (Word(entry, _isWide ? 0x18 : 0x10), Word(entry, _isWide ? 0x20 : 0x14));
    }

    private string NameOf(ReadOnlySpan<byte> bytes, (long Offset, long Size) names, uint index)
    {
        var at = names.Offset - Capture.Start + index;
        if (names.Offset < Capture.Start || index >= names.Size || at < 0 || at >= bytes.Length)
            return "";
        var text = bytes[(int)at..];
        text = text[..Math.Min(text.Length, 64)];
        return text.IndexOf((byte)0) is var end and >= 0 ? Encoding.UTF8.GetString(text[..end]) : "";
    }

    private int Half(ReadOnlySpan<byte> bytes, int at) => _isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private uint Number(ReadOnlySpan<byte> bytes) => _isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    // Addresses and offsets; what does not fit into a file is negative.
    private long Word(ReadOnlySpan<byte> bytes, int at)
    {
        if (!_isWide)
            return Number(bytes[at..]);
        return _isLittle ? BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]) : BinaryPrimitives.ReadInt64BigEndian(bytes[at..]);
    }
}

/// <summary>A section of an ELF file.</summary>
/// <param name="Name">The name; empty when it cannot be read.</param>
/// <param name="HasContent">Whether its bytes are in the file: those of a program are not in the file with its debug symbols.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Size">Bytes.</param>
internal sealed record ElfSection(string Name, bool HasContent, long Offset, long Size);
