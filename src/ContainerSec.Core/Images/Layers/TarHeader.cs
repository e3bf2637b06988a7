using ContainerSec.Images.Inspection;

namespace ContainerSec.Images.Layers;

/// <summary>One header block.</summary>
/// <remarks>Offsets: name 0, mode 100, uid 108, gid 116, size 124, checksum 148, type 156, link 157, magic 257, prefix 345; GNU: map of a sparse file 386, continued 482, real size 483.</remarks>
internal sealed class TarHeader
{
    public required ReadOnlyMemory<byte> Name { get; init; }

    public required ReadOnlyMemory<byte> LinkName { get; init; }

    public required char TypeFlag { get; init; }

    public required EntryType Type { get; init; }

    public bool IsKnownType { get; init; }

    public int Mode { get; init; }

    public long UserId { get; init; }

    public long GroupId { get; init; }

    public long Size { get; init; }

    public long RealSize { get; init; }

    public IReadOnlyList<(long Offset, long Length)> SparseMap { get; init; } = [];

    public bool IsSparseMapContinued { get; init; }

    /// <summary>Whether it only says something about the next entry.</summary>
    public bool IsExtension => TypeFlag is 'x' or 'g' or 'X' or 'L' or 'K';

    /// <summary>Links, devices and folders have no content whatever their size says; a folder's size is a reservation.</summary>
    public bool HasNoContent(EntryType type) => type is not EntryType.File && TypeFlag != 'D' && IsKnownType;

    /// <summary>What it is under its full name: version 7 marks a folder by a slash at the end. The field of a long name may be cut off right after one.</summary>
    public EntryType TypeAs(ReadOnlySpan<byte> name) => TypeFlag is '\0' or '0' && name.EndsWith("/"u8) ? EntryType.Folder : Type;

    /// <summary>Reads a block; null for a block of zeros, the end of the archive.</summary>
    /// <exception cref="InvalidDataException">The checksum is wrong or a number is none.</exception>
    public static TarHeader? Read(ReadOnlySpan<byte> block)
    {
        if (block.IndexOfAnyExcept((byte)0) < 0)
            return null;
        CheckSum(block);
        var flag = (char)block[156];
        var isGnu = block[257..].StartsWith("ustar  \0"u8);
        var isUstar = block[257..].StartsWith("ustar\0"u8);
        var name = UntilZero(block[..100]).ToArray();
        if (isUstar && block[345] != 0)
            name = [.. UntilZero(block.Slice(345, 155)), (byte)'/', .. name];
        var type = TypeOf(flag);
        var map = new List<(long Offset, long Length)>();
        var isContinued = flag == 'S' && isGnu && ReadSparsePairs(block, first: 386, count: 4, map) && block[482] != 0;
        return new TarHeader
        {
            Name = name,
            LinkName = UntilZero(block.Slice(157, 100)).ToArray(),
            TypeFlag = flag,
            Type = type ?? EntryType.File,
            IsKnownType = type is not null,
            Mode = (int)(Number(block.Slice(100, 8), "mode") & 0xFFF),
            UserId = Number(block.Slice(108, 8), "owner"),
            GroupId = Number(block.Slice(116, 8), "group"),
            Size = Number(block.Slice(124, 12), "size"),
            RealSize = flag == 'S' ? Number(block.Slice(483, 12), "real size") : 0,
            SparseMap = map,
            IsSparseMapContinued = isContinued,
        };
    }

    /// <summary>Adds pairs of offset and length, 12 bytes each number; false when the map ends here.</summary>
    public static bool ReadSparsePairs(ReadOnlySpan<byte> block, int first, int count, List<(long Offset, long Length)> map)
    {
        for (var i = 0; i < count; i++)
        {
            var pair = block.Slice(first + (24 * i), 24);
            if (pair[0] == 0)
                return false;
            map.Add((Number(pair[..12], "offset of a sparse file"), Number(pair[12..], "length of a sparse file")));
        }

        return true;
    }

    public static ReadOnlyMemory<byte> UntilZero(ReadOnlyMemory<byte> field) =>
        field.Span.IndexOf((byte)0) is var zero and >= 0 ? field[..zero] : field;

    private static ReadOnlySpan<byte> UntilZero(ReadOnlySpan<byte> field) =>
        field.IndexOf((byte)0) is var zero and >= 0 ? field[..zero] : field;

    private static long Number(ReadOnlySpan<byte> field, string what) =>
        TarNumber.Read(field) is { } number and >= 0 ? number : throw new InvalidDataException($"The {what} of a header is no number that can be.");

    // The sum of all bytes with the checksum's own as spaces; old writers added signed bytes.
    private static void CheckSum(ReadOnlySpan<byte> block)
    {
        var (sum, signed) = (0, 0);
        foreach (var b in block)
        {
            sum += b;
            signed += (sbyte)b;
        }

        foreach (var b in block.Slice(148, 8))
        {
            sum += ' ' - b;
            signed += ' ' - (sbyte)b;
        }

        var stated = TarNumber.Read(block.Slice(148, 8));
        if (stated != sum && stated != signed)
            throw new InvalidDataException("The checksum of a header is wrong: this is no archive, or it is damaged.");
    }

    // Null for types that are not known: '7' (contiguous) is an ordinary file, 'D' a folder with the list of its files.
    private static EntryType? TypeOf(char flag) => flag switch
    {
        '\0' or '0' or '7' or 'S' => EntryType.File,
        '1' => EntryType.HardLink,
        '2' => EntryType.SymbolicLink,
        '3' => EntryType.CharacterDevice,
        '4' => EntryType.BlockDevice,
        '5' or 'D' => EntryType.Folder,
        '6' => EntryType.Pipe,
        's' => EntryType.Socket,
        'x' or 'g' or 'X' or 'L' or 'K' => EntryType.File,
        _ => null,
    };
}
