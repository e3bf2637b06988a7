using System.Buffers.Binary;

namespace ContainerSec.Images.Inspectors;

/// <summary>Reads rpm's own database, <c>Packages.db</c>: pages of slots, each of which says where a blob lies, in blocks of 16 bytes.</summary>
/// <remarks>rpm, lib/backend/ndb/rpmpkg.c. Header: "RpmP", version, generation, pages of slots, next index. Slot: "Slot", index, offset, count. Blob: "BlbS", index, time, length, bytes. Little-endian.</remarks>
internal static class NdbDatabase
{
    private const int HeaderSize = 32;
    private const int SlotSize = 16;
    private const int BlockSize = 16;
    private const int PageSize = 4096;
    private const int BlobHead = 16;
    private const uint SlotMagic = 'S' | ('l' << 8) | ('o' << 16) | ((uint)'t' << 24);
    private const uint BlobMagic = 'B' | ('l' << 8) | ('b' << 16) | ((uint)'S' << 24);

    /// <summary>The blobs, in the order of their slots.</summary>
    /// <exception cref="DatabaseFormatException">A slot or blob is damaged; blobs before it have been given.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Blobs(ReadOnlyMemory<byte> file)
    {
        if (file.Length < HeaderSize || !file.Span.StartsWith("RpmP"u8))
            throw new DatabaseFormatException("it has no header of rpm");
        if (Number(file, 4) != 0)
            throw new DatabaseFormatException($"its version {Number(file, 4)} is not known");
        var slotsEnd = (long)Number(file, 12) * PageSize;
        if (slotsEnd > file.Length)
            throw new DatabaseFormatException("it ends within its index");
        // Blobs do not overlap: all of them together are no larger than the file.
        var left = file.Length - slotsEnd;
        for (var slot = HeaderSize; slot + SlotSize <= slotsEnd; slot += SlotSize)
        {
            if (Number(file, slot) != SlotMagic)
                throw new DatabaseFormatException("its index is damaged");
            var (index, offset, size) = (Number(file, slot + 4), (long)Number(file, slot + 8) * BlockSize, (long)Number(file, slot + 12) * BlockSize);
            if (offset == 0)
                continue;
            left -= size;
            if (offset < slotsEnd || size < BlobHead || offset + size > file.Length || left < 0)
                throw new DatabaseFormatException("a package lies outside of the file or overlaps another");
            var length = Number(file, (int)offset + 12);
            if (Number(file, (int)offset) != BlobMagic || Number(file, (int)offset + 4) != index || length > size - BlobHead)
                throw new DatabaseFormatException("a package is damaged");
            yield return file.Slice((int)offset + BlobHead, (int)length);
        }
    }

    private static uint Number(ReadOnlyMemory<byte> file, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(file.Span[offset..]);
}
