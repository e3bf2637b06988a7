using System.Text;

namespace ContainerSec.Secrets;

/// <summary>A set of ASCII characters.</summary>
internal readonly struct ByteSet
{
    private readonly ulong _low;
    private readonly ulong _high;

    private ByteSet(ulong low, ulong high) => (_low, _high) = (low, high);

    /// <summary>Whether a byte is in it.</summary>
    /// <param name="value">The byte.</param>
    public bool Has(byte value) => value < 128 && (((value < 64 ? _low : _high) >> (value & 63)) & 1) != 0;

    /// <summary>The set with one more character.</summary>
    /// <param name="value">An ASCII character.</param>
    public ByteSet With(char value) => value < 64 ? new ByteSet(_low | (1UL << value), _high) : new ByteSet(_low, _high | (1UL << (value & 63)));

    /// <summary>Its characters in ascending order.</summary>
    public string Characters()
    {
        var characters = new StringBuilder();
        for (var c = '\0'; c < 128; c++)
        {
            if (Has((byte)c))
                characters.Append(c);
        }

        return characters.ToString();
    }
}
