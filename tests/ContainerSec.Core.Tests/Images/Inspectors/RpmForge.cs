using System.Buffers.Binary;
using System.Text;

namespace ContainerSec.Tests.Images.Inspectors;

/// <summary>Makes rpm databases in code: headers, and the three files that hold them.</summary>
internal static class RpmForge
{
    /// <summary>A header with the tags of a package; further tags by number, with texts or numbers.</summary>
    public static byte[] Header(string name, string version, string release, string arch = "x86_64", params (int Tag, object Value)[] more)
    {
        var (index, store) = (new List<(int Tag, int Type, int Offset, int Count)>(), new List<byte>());
        foreach (var (tag, value) in new (int, object)[] { (1000, name), (1001, version), (1002, release), (1022, arch) }.Concat(more).OrderBy(static t => t.Item1))
        {
            if (value is int[] numbers)
            {
                while (store.Count % 4 != 0)
                    store.Add(0);
                index.Add((tag, 4, store.Count, numbers.Length));
                foreach (var number in numbers)
                    store.AddRange(BigEndian(number));
            }
            else
            {
                var texts = value as string[] ?? [(string)value];
                index.Add((tag, value is string ? 6 : 8, store.Count, texts.Length));
                foreach (var text in texts)
                    store.AddRange([.. Encoding.UTF8.GetBytes(text), 0]);
            }
        }

        return [.. BigEndian(index.Count), .. BigEndian(store.Count), .. index.SelectMany(static i => (byte[])[.. BigEndian(i.Tag), .. BigEndian(i.Type), .. BigEndian(i.Offset), .. BigEndian(i.Count)]), .. store];
    }

    /// <summary>rpm's own format: one page of slots, then the blobs.</summary>
    public static byte[] Ndb(params byte[][] blobs)
    {
        var file = new MemoryStream();
        file.Write([.. "RpmP"u8, .. LittleEndian(0), .. LittleEndian(1), .. LittleEndian(1), .. LittleEndian(blobs.Length + 1), .. new byte[12]]);
        var block = 256;
        for (var i = 0; i < 254; i++)
        {
            var count = i < blobs.Length ? (blobs[i].Length + 28 + 15) / 16 : 0;
            file.Write([.. "Slot"u8, .. LittleEndian(count == 0 ? 0 : i + 1), .. LittleEndian(count == 0 ? 0 : block), .. LittleEndian(count)]);
            block += count;
        }

        for (var i = 0; i < blobs.Length; i++)
        {
            var padding = new byte[(16 - ((blobs[i].Length + 28) % 16)) % 16];
            file.Write([.. "BlbS"u8, .. LittleEndian(i + 1), .. LittleEndian(0), .. LittleEndian(blobs[i].Length), .. blobs[i], .. padding, .. new byte[4], .. LittleEndian(blobs[i].Length), .. "BlbE"u8]);
        }

        return file.ToArray();
    }

    /// <summary>SQLite with 2,048 bytes a page: the table's root is page 2, a leaf; what does not fit lies in overflow pages.</summary>
    public static byte[] Sqlite(params byte[][] blobs)
    {
        const int Size = 2048;
        var pages = new List<byte[]> { new byte[Size], new byte[Size] };
        byte[] head = [.. "SQLite format 3\0"u8, Size >> 8, Size & 255, 1, 1, 0, 64, 32, 32];
        head.CopyTo(pages[0], 0);
        BinaryPrimitives.WriteInt32BigEndian(pages[0].AsSpan(56), 1);
        var sql = "CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT,blob BLOB NOT NULL)"u8.ToArray();
        byte[] schema = [6, 23, 29, 29, 1, .. Variable(13 + (2 * sql.Length)), .. "table"u8, .. "Packages"u8, .. "Packages"u8, 2, .. sql];
        // The header's own size counts the two bytes of its last number.
        schema[0] = (byte)(5 + Variable(13 + (2 * sql.Length)).Length);
        Leaf(pages, 0, 100, [schema]);
        Leaf(pages, 1, 0, [.. blobs.Select(static b => (byte[])[(byte)(2 + Variable(12 + (2 * b.Length)).Length), 0, .. Variable(12 + (2 * b.Length)), .. b])]);
        BinaryPrimitives.WriteInt32BigEndian(pages[0].AsSpan(28), pages.Count);
        return [.. pages.SelectMany(static p => p)];
    }

    // Rows go to the end of the page, their places to its beginning. The part that stays on the page: "B-tree Pages", the computation of K.
    private static void Leaf(List<byte[]> pages, int number, int head, IReadOnlyList<byte[]> records)
    {
        var usable = pages[number].Length;
        var (end, least) = (usable, ((usable - 12) * 32 / 255) - 23);
        pages[number][head] = 0x0d;
        BinaryPrimitives.WriteUInt16BigEndian(pages[number].AsSpan(head + 3), (ushort)records.Count);
        for (var i = 0; i < records.Count; i++)
        {
            var size = records[i].Length;
            var fitting = least + ((size - least) % (usable - 4));
            var local = size <= usable - 35 ? size : fitting <= usable - 35 ? fitting : least;
            byte[] cell = [.. Variable(size), .. Variable(i + 1), .. records[i][..local], .. local < size ? BigEndian(pages.Count + 1) : []];
            end -= cell.Length;
            cell.CopyTo(pages[number], end);
            BinaryPrimitives.WriteUInt16BigEndian(pages[number].AsSpan(head + 8 + (2 * i)), (ushort)end);
            for (var at = local; at < size; at += usable - 4)
            {
                var isLast = at + usable - 4 >= size;
                byte[] overflow = [.. BigEndian(isLast ? 0 : pages.Count + 2), .. records[i][at..Math.Min(size, at + usable - 4)]];
                Array.Resize(ref overflow, usable);
                pages.Add(overflow);
            }
        }
    }

    /// <summary>Berkeley DB: a page of metadata, then a page of entries for each value, which lies in overflow pages.</summary>
    public static byte[] BerkeleyHash(bool isBigEndian, params byte[][] blobs)
    {
        const int Size = 512;
        byte[] Number(int n) => isBigEndian ? BigEndian(n) : LittleEndian(n);
        byte[] Short(int n) => isBigEndian ? [(byte)(n >> 8), (byte)n] : [(byte)n, (byte)(n >> 8)];
        var pages = new List<byte[]> { new byte[Size] };
        for (var i = 0; i <= blobs.Length; i++)
        {
            var page = new byte[Size];
            pages.Add(page);
            byte[] head = [.. new byte[8], .. Number(pages.Count - 1), .. Number(0), .. Number(0), .. Short(2), .. Short(0), 0, 13];
            head.CopyTo(page, 0);
            byte[] key = [1, .. Number(i)];
            key.CopyTo(page, Size - 5);
            byte[] value = i == 0 ? [1, .. Number(blobs.Length)] : [3, 0, 0, 0, .. Number(pages.Count), .. Number(blobs[i - 1].Length)];
            value.CopyTo(page, Size - 5 - value.Length);
            Short(Size - 5).CopyTo(page, 26);
            Short(Size - 5 - value.Length).CopyTo(page, 28);
            for (var at = 0; i > 0 && at < blobs[i - 1].Length; at += Size - 26)
            {
                var part = blobs[i - 1][at..Math.Min(blobs[i - 1].Length, at + Size - 26)];
                var isLast = at + Size - 26 >= blobs[i - 1].Length;
                byte[] overflow = [.. new byte[8], .. Number(pages.Count), .. Number(0), .. Number(isLast ? 0 : pages.Count + 1), .. Short(1), .. Short(part.Length), 0, 7, .. part];
                Array.Resize(ref overflow, Size);
                pages.Add(overflow);
            }
        }

        byte[] meta = [.. new byte[12], .. Number(0x061561), .. Number(9), .. Number(Size), 0, 8, 0, 0, .. Number(0), .. Number(pages.Count - 1)];
        meta.CopyTo(pages[0], 0);
        return [.. pages.SelectMany(static p => p)];
    }

    private static byte[] Variable(int number) => number < 0x80 ? [(byte)number] : number < 0x4000 ? [(byte)(0x80 | (number >> 7)), (byte)(number & 0x7f)] : [(byte)(0x80 | (number >> 14)), (byte)(0x80 | ((number >> 7) & 0x7f)), (byte)(number & 0x7f)];

    private static byte[] BigEndian(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    private static byte[] LittleEndian(int number) => [(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)];
}
