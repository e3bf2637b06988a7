using System.Buffers.Binary;

namespace ContainerSec.Images.Inspectors.Ecosystems;

/// <summary>Finds a pattern that begins at a multiple of 16 bytes, in bytes that come in pieces: one comparison for 16 bytes.</summary>
internal sealed class AlignedSearch
{
    private const int Alignment = 16;

    private readonly byte[] _pattern;
    private readonly ulong _begin;

    // How much of the pattern the pieces before ended with.
    private int _matched;

    /// <param name="pattern">8 to 16 bytes.</param>
    public AlignedSearch(ReadOnlySpan<byte> pattern)
    {
        _pattern = pattern.ToArray();
        _begin = BinaryPrimitives.ReadUInt64LittleEndian(pattern);
    }

    /// <summary>Finds the first match that ends in these bytes. After one, the bytes behind it are the next to ask for.</summary>
    /// <param name="bytes">The next piece.</param>
    /// <param name="position">Where it begins in the file.</param>
    /// <param name="end">Where the match ends in it.</param>
    public bool Find(ReadOnlySpan<byte> bytes, long position, out int end)
    {
        end = 0;
        if (_matched > 0)
        {
            if (TakeMore(bytes, 0, ref end))
                return true;
            if (_matched > 0)
                return false;
        }

        var at = (int)(-position & (Alignment - 1));
        for (; at <= bytes.Length - Alignment; at += Alignment)
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]) == _begin && bytes[at..].StartsWith(_pattern))
            {
                end = at + _pattern.Length;
                return true;
            }
        }

        return at < bytes.Length && TakeMore(bytes, at, ref end);
    }

    // Goes on with the pattern from here; what does not fit is no match.
    private bool TakeMore(ReadOnlySpan<byte> bytes, int at, ref int end)
    {
        var length = Math.Min(bytes.Length - at, _pattern.Length - _matched);
        _matched = bytes.Slice(at, length).SequenceEqual(_pattern.AsSpan(_matched, length)) ? _matched + length : 0;
        if (_matched < _pattern.Length)
            return false;
        _matched = 0;
        end = at + length;
        return true;
    }
}
