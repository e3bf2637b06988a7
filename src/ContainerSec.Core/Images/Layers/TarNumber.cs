using System.Buffers.Binary;

namespace ContainerSec.Images.Layers;

/// <summary>The numbers of tar headers: octal digits, or base 256 when the first bit is set.</summary>
/// <remarks>ustar: POSIX pax(1), "ustar Interchange Format". Base 256: GNU tar manual, "Extensions to the Archive Format".</remarks>
internal static class TarNumber
{
    /// <summary>Reads a number; null when it is none or does not fit 63 bits.</summary>
    public static long? Read(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
            return ReadBase256(field);
        var value = 0L;
        var i = 0;
        while (i < field.Length && field[i] == ' ')
            i++;
        for (; i < field.Length && field[i] is not (0 or (byte)' '); i++)
        {
            if (field[i] is < (byte)'0' or > (byte)'7' || value > long.MaxValue >> 3)
                return null;
            value = (value << 3) | (uint)(field[i] - '0');
        }

        return value;
    }

    private static long? ReadBase256(ReadOnlySpan<byte> field)
    {
        // Negative numbers begin with 0xFF; sizes and ids are never negative, so the caller refuses them.
        var isNegative = field[0] == 0xFF;
        var fill = isNegative ? (byte)0xFF : (byte)0;
        if (!isNegative && field[0] != 0x80 && field.Length > 8)
            return null;
        var head = field.Length - 8;
        if (head < 0)
        {
            var small = (long)(field[0] & 0x7F);
            for (var i = 1; i < field.Length; i++)
                small = (small << 8) | field[i];
            return isNegative ? small - (1L << ((field.Length * 8) - 1)) : small;
        }

        for (var i = 1; i < head; i++)
        {
            if (field[i] != fill)
                return null;
        }

        Span<byte> last = stackalloc byte[8];
        field[head..].CopyTo(last);
        if (head == 0)
            last[0] = isNegative ? (byte)0xFF : (byte)(last[0] & 0x7F);
        var value = BinaryPrimitives.ReadInt64BigEndian(last);
        return isNegative == value < 0 ? value : null;
    }
}
