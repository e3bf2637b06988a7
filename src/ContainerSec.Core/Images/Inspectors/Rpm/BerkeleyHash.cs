using System.Buffers.Binary;
using System.Collections;

namespace ContainerSec.Images.Inspectors;

/// <summary>Reads a hash database of Berkeley DB, which rpm used until version 4.16: <c>Packages</c>, a number for key and a header for value.</summary>
/// <remarks>
/// Berkeley DB, dbinc/db_page.h: versions 8 to 10 of the hash, in the byte order of the machine that wrote it. Every page says what it is, so buckets need not be followed: pages of hash entries
/// are read one after the other, and values that do not fit into one are chains of overflow pages, each of which is read at most once.
/// </remarks>
internal sealed class BerkeleyHash
{
    private const uint Magic = 0x061561;
    private const int PageHeader = 26;
    private const byte UnsortedHash = 2;
    private const byte Overflow = 7;
    private const byte SortedHash = 13;
    private const byte OnPage = 1;
    private const byte OffPage = 3;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly bool _isBigEndian;
    private readonly int _pageSize;
    private readonly uint _lastPage;
    private readonly BitArray _visited;

    public BerkeleyHash(ReadOnlyMemory<byte> file)
    {
        if (file.Length < 512)
            throw new DatabaseFormatException("it is too short for one of Berkeley DB");
        _file = file;
        _isBigEndian = BinaryPrimitives.ReadUInt32BigEndian(file.Span[12..]) == Magic;
        if (Number(12) != Magic)
            throw new DatabaseFormatException("it is no hash of Berkeley DB");
        if (Number(16) is < 8 or > 10)
            throw new DatabaseFormatException($"version {Number(16)} of its format is not known");
        // db_page.h: 24 encrypt_alg.
        if (file.Span[24] != 0)
            throw new DatabaseFormatException("it is encrypted");
        var size = Number(20);
        if (size is < 512 or > 65536 || (size & (size - 1)) != 0)
            throw new DatabaseFormatException("its header states an impossible size of pages");
        _pageSize = (int)size;
        _lastPage = Number(32);
        if (((long)_lastPage + 1) * _pageSize > file.Length)
            throw new DatabaseFormatException("pages at its end are missing");
        _visited = new BitArray((int)_lastPage + 1);
    }

    /// <summary>The values, in the order of the pages, but for that of key 0, which counts.</summary>
    /// <exception cref="DatabaseFormatException">A page is damaged; values before it have been given.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Values()
    {
        for (uint page = 1; page <= _lastPage; page++)
        {
            if (_file.Span[Start(page) + 25] is not (UnsortedHash or SortedHash))
                continue;
            int entries = Short(Start(page) + 20);
            if (PageHeader + (2 * entries) > _pageSize)
                throw new DatabaseFormatException($"page {page} is damaged");
            var end = _pageSize;
            for (var i = 0; i + 1 < entries; i += 2)
            {
                int key = Short(Start(page) + PageHeader + (2 * i));
                int value = Short(Start(page) + PageHeader + (2 * i) + 2);
                if (key >= end || value >= key || value < PageHeader + (2 * entries))
                    throw new DatabaseFormatException($"page {page} is damaged");
                if (!IsCounter(Start(page) + key, end - key))
                    yield return ValueOf(Start(page) + value, key - value);
                end = value;
            }
        }
    }

    private bool IsCounter(int at, int length) => length == 5 && _file.Span[at] == OnPage && !_file.Span.Slice(at + 1, 4).ContainsAnyExcept((byte)0);

    private ReadOnlyMemory<byte> ValueOf(int at, int length) => _file.Span[at] switch
    {
        OnPage => _file.Slice(at + 1, length - 1),
        OffPage when length == 12 => Chain(Number(at + 4), Number(at + 8)),
        _ => throw new DatabaseFormatException("a value is stored in an unknown way"),
    };

    // The chain is walked before memory is taken for it.
    private ReadOnlyMemory<byte> Chain(uint first, uint size)
    {
        var pages = new List<(int Start, int Length)>();
        var left = (long)size;
        for (var page = first; left > 0; page = Number(Start(page) + 16))
        {
            if (page == 0 || page > _lastPage || _visited[(int)page])
                throw new DatabaseFormatException($"the chain of a value leads to page {page}, which is missing or used twice");
            _visited[(int)page] = true;
            int length = Short(Start(page) + 22);
            if (_file.Span[Start(page) + 25] != Overflow || length == 0 || length > _pageSize - PageHeader || length > left)
                throw new DatabaseFormatException($"page {page} is damaged");
            pages.Add((Start(page) + PageHeader, length));
            left -= length;
        }

        var value = new byte[size];
        var done = 0;
        foreach (var (start, length) in pages)
        {
            _file.Span.Slice(start, length).CopyTo(value.AsSpan(done));
            done += length;
        }

        return value;
    }

    private int Start(uint page) => (int)(page * _pageSize);

    private uint Number(int offset) => _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(_file.Span[offset..]) : BinaryPrimitives.ReadUInt32LittleEndian(_file.Span[offset..]);

    private ushort Short(int offset) => _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(_file.Span[offset..]) : BinaryPrimitives.ReadUInt16LittleEndian(_file.Span[offset..]);
}
