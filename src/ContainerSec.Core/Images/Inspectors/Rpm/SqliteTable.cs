using System.Buffers.Binary;
using System.Collections;
using System.Text;

namespace ContainerSec.Images.Inspectors;

/// <summary>Reads one column of one table out of an SQLite file, straight from its pages.</summary>
/// <remarks>
/// https://www.sqlite.org/fileformat2.html: "The Database Header", "B-tree Pages", "Cell Payload Overflow Pages", "Record Format". Read-only; a write-ahead log is not looked into.
/// Each page is read at most once, so that pages that point at each other cost no more than the file has bytes.
/// </remarks>
internal sealed class SqliteTable
{
    private const int HeaderSize = 100;
    private const int LeafTable = 0x0d;
    private const int InteriorTable = 0x05;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly int _pageSize;
    private readonly int _usable;
    private readonly BitArray _visited;
    private long _left;

    public SqliteTable(ReadOnlyMemory<byte> file)
    {
        var head = file.Span;
        if (head.Length < HeaderSize || !head.StartsWith("SQLite format 3\0"u8))
            throw new DatabaseFormatException("it has no header of SQLite");
        int size = BinaryPrimitives.ReadUInt16BigEndian(head[16..]);
        _pageSize = size == 1 ? 65536 : size;
        _usable = _pageSize - head[20];
        if (_pageSize < 512 || (_pageSize & (_pageSize - 1)) != 0 || _usable < 480)
            throw new DatabaseFormatException("its header states an impossible size of pages");
        if (BinaryPrimitives.ReadUInt32BigEndian(head[56..]) is not (0 or 1))
            throw new DatabaseFormatException("its texts are not UTF-8");
        _file = file;
        // Rows do not overlap: all of them together are no larger than the file.
        _left = file.Length;
        _visited = new BitArray((file.Length / _pageSize) + 1);
    }

    /// <summary>The values of a column that holds blobs, row after row.</summary>
    /// <param name="table">The name of the table.</param>
    /// <param name="column">Which column, from 0.</param>
    /// <exception cref="DatabaseFormatException">A page is damaged; rows before it have been given.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Blobs(string table, int column)
    {
        var root = RootOf(table);
        foreach (var record in Records(root))
        {
            if (Field(record, column) is { } blob)
                yield return blob;
        }
    }

    // sqlite_schema: type, name, tbl_name, rootpage, sql
    private int RootOf(string table)
    {
        foreach (var record in Records(1))
        {
            if (TextOf(record, 0) == "table" && string.Equals(TextOf(record, 1), table, StringComparison.OrdinalIgnoreCase) && Field(record, 3) is { Length: > 0 and <= 8 } number)
            {
                var root = 0L;
                foreach (var b in number.Span)
                    root = (root << 8) | b;
                return root is > 0 and <= int.MaxValue ? (int)root : throw new DatabaseFormatException($"its table '{table}' has no page");
            }
        }

        throw new DatabaseFormatException($"it has no table '{table}'");
    }

    private IEnumerable<ReadOnlyMemory<byte>> Records(int root)
    {
        var pages = new Stack<int>();
        pages.Push(root);
        while (pages.TryPop(out var number))
        {
            var page = Visit(number);
            var head = number == 1 ? HeaderSize : 0;
            var type = page.Span[head];
            int cells = BinaryPrimitives.ReadUInt16BigEndian(page.Span[(head + 3)..]);
            var pointers = head + (type == InteriorTable ? 12 : 8);
            if (type is not (LeafTable or InteriorTable) || pointers + (2 * cells) > _usable)
                throw new DatabaseFormatException($"page {number} is none of a table");
            if (type == InteriorTable)
            {
                pages.Push(Number(page, head + 8));
                for (var i = cells - 1; i >= 0; i--)
                    pages.Push(Number(page, Cell(page, pointers, i)));
                continue;
            }

            for (var i = 0; i < cells; i++)
                yield return Payload(page, Cell(page, pointers, i));
        }
    }

    private int Cell(ReadOnlyMemory<byte> page, int pointers, int index)
    {
        int cell = BinaryPrimitives.ReadUInt16BigEndian(page.Span[(pointers + (2 * index))..]);
        return cell + 4 <= _usable ? cell : throw new DatabaseFormatException("a cell lies outside of its page");
    }

    // A cell of a leaf: size of the payload, row id, the payload or its beginning, and then the number of the first overflow page.
    private ReadOnlyMemory<byte> Payload(ReadOnlyMemory<byte> page, int cell)
    {
        var at = cell;
        var size = Variable(page.Span[.._usable], ref at);
        _ = Variable(page.Span[.._usable], ref at);
        if (size < 0 || size > _left)
            throw new DatabaseFormatException("its rows are larger than the file");
        _left -= size;
        var local = LocalSize((int)size);
        if (at + local + (local < size ? 4 : 0) > _usable)
            throw new DatabaseFormatException("a row lies outside of its page");
        if (local == size)
            return page.Slice(at, local);
        // The chain is walked before memory is taken for it.
        var chain = Chain(Number(page, at + local), (int)size - local);
        var payload = new byte[size];
        page.Span.Slice(at, local).CopyTo(payload);
        var done = local;
        foreach (var number in chain)
        {
            var take = Math.Min(_usable - 4, payload.Length - done);
            PageOf(number).Span.Slice(4, take).CopyTo(payload.AsSpan(done));
            done += take;
        }

        return payload;
    }

    private int LocalSize(int size)
    {
        var most = _usable - 35;
        if (size <= most)
            return size;
        var least = ((_usable - 12) * 32 / 255) - 23;
        var fitting = least + ((size - least) % (_usable - 4));
        return fitting <= most ? fitting : least;
    }

    private List<int> Chain(int first, int size)
    {
        var chain = new List<int>();
        for (var number = first; size > 0; size -= _usable - 4)
        {
            chain.Add(number);
            number = Number(Visit(number), 0);
        }

        return chain;
    }

    private ReadOnlyMemory<byte> Visit(int number)
    {
        var page = PageOf(number);
        if (_visited[number])
            throw new DatabaseFormatException($"page {number} is used twice");
        _visited[number] = true;
        return page;
    }

    private ReadOnlyMemory<byte> PageOf(int number) => number > 0 && (long)number * _pageSize <= _file.Length
        ? _file.Slice((number - 1) * _pageSize, _pageSize)
        : throw new DatabaseFormatException($"page {number} is missing");

    private static int Number(ReadOnlyMemory<byte> page, int offset) => BinaryPrimitives.ReadInt32BigEndian(page.Span[offset..]);

    // The header of a record: its own size, then a number a column that tells type and size of its value.
    private static ReadOnlyMemory<byte>? Field(ReadOnlyMemory<byte> record, int column)
    {
        var at = 0;
        var headSize = Variable(record.Span, ref at);
        var offset = headSize;
        for (var i = 0; at < headSize && at < record.Length; i++)
        {
            var type = Variable(record.Span, ref at);
            var size = type switch
            {
                < 0 or 10 or 11 => throw new DatabaseFormatException("a row has a column of unknown type"),
                <= 4 => type,
                5 => 6,
                6 or 7 => 8,
                8 or 9 => 0,
                _ => (type - 12) / 2,
            };
            if (offset < 0 || size > record.Length - offset)
                throw new DatabaseFormatException("a column lies outside of its row");
            if (i == column)
                return record.Slice((int)offset, (int)size);
            offset += size;
        }

        return null;
    }

    private static string TextOf(ReadOnlyMemory<byte> record, int column) => Field(record, column) is { Length: < 200 } text ? Encoding.UTF8.GetString(text.Span) : "";

    // Seven bits a byte, the highest tells that more follow; the ninth byte counts whole.
    private static long Variable(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0L;
        for (var i = 0; i < 9; i++)
        {
            if (at >= bytes.Length)
                throw new DatabaseFormatException("a number is cut off");
            var b = bytes[at++];
            if (i == 8)
                return (value << 8) | b;
            value = (value << 7) | (uint)(b & 0x7f);
            if (b < 0x80)
                return value;
        }

        return value;
    }
}
