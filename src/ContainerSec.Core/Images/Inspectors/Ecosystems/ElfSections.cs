using System.Buffers.Binary;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Finds a section of an ELF program of which only the head and the end are at hand.</summary>
/// <remarks>elf(5): the head says where the table of section headers stands; one of its sections holds the names.</remarks>
internal readonly ref struct ElfSections
{
    public const int HeadSize = 64;
    private const int MaxSections = 10_000;

    private readonly ReadOnlySpan<byte> _tail;
    private readonly long _tailStart;
    private readonly bool _is64;
    private readonly bool _isBigEndian;
    private readonly long _table;
    private readonly int _headerSize;
    private readonly int _count;
    private readonly int _names;

    /// <param name="head">The first <see cref="HeadSize"/> bytes.</param>
    /// <param name="tail">The bytes from <paramref name="tailStart"/> to the end.</param>
    /// <param name="tailStart">Where they begin in the file.</param>
    public ElfSections(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long tailStart)
    {
        _tail = tail;
        _tailStart = tailStart;
        _is64 = head[4] == 2;
        _isBigEndian = head[5] == 2;
        _table = _is64 ? (long)U64(head[40..]) : U32(head[32..]);
        _headerSize = U16(head[(_is64 ? 58 : 46)..]);
        _count = Math.Min((int)U16(head[(_is64 ? 60 : 48)..]), MaxSections);
        _names = U16(head[(_is64 ? 62 : 50)..]);
    }

    /// <summary>Finds a section by its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="bytes">Its bytes; empty when the program has no such section.</param>
    /// <returns>Whether that could be told: not when the table or the section is among the bytes that are not at hand.</returns>
    public bool TryFind(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (_table == 0 || _count == 0)
            return true;
        if (_headerSize < (_is64 ? 64 : 40) || !TrySlice(_table, (long)_count * _headerSize, out var table) || _names >= _count)
            return false;
        if (!TrySlice(OffsetOf(table, _names), SizeOf(table, _names), out var names))
            return false;
        for (var i = 0; i < _count; i++)
        {
            var start = (long)U32(table[(i * _headerSize)..]);
            if (start < names.Length && names[(int)start..].StartsWith(name) && start + name.Length < names.Length && names[(int)start + name.Length] == 0)
                return TrySlice(OffsetOf(table, i), SizeOf(table, i), out bytes);
        }

        return true;
    }

    private long OffsetOf(ReadOnlySpan<byte> table, int index) => _is64 ? (long)U64(table[((index * _headerSize) + 24)..]) : U32(table[((index * _headerSize) + 16)..]);

    private long SizeOf(ReadOnlySpan<byte> table, int index) => _is64 ? (long)U64(table[((index * _headerSize) + 32)..]) : U32(table[((index * _headerSize) + 20)..]);

    private bool TrySlice(long offset, long size, out ReadOnlySpan<byte> bytes)
    {
        var start = offset - _tailStart;
        var isInside = offset >= 0 && size >= 0 && start >= 0 && start <= _tail.Length && size <= _tail.Length - start;
        bytes = isInside ? _tail.Slice((int)start, (int)size) : default;
        return isInside;
    }

    private ushort U16(ReadOnlySpan<byte> bytes) => _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private uint U32(ReadOnlySpan<byte> bytes) => _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private ulong U64(ReadOnlySpan<byte> bytes) => _isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
}
