using System.Collections;
using System.Globalization;

namespace ContainerSec;

/// <summary>A set of capabilities, as the kernel keeps it: one bit each.</summary>
/// <remarks>Bits of capabilities that are not known yet (41 and above) are kept, and written as numbers.</remarks>
public readonly struct CapabilitySet : IEquatable<CapabilitySet>, IReadOnlyCollection<Capability>
{
    /// <summary>A set from its mask.</summary>
    /// <param name="mask">Bit n is capability n.</param>
    public CapabilitySet(ulong mask) => Mask = mask;

    /// <summary>A set of some capabilities.</summary>
    /// <param name="capabilities">Its members; the order does not matter.</param>
    public CapabilitySet(params IReadOnlyList<Capability> capabilities)
    {
        foreach (var capability in capabilities)
            Mask |= Bit(capability);
    }

    /// <summary>No capability.</summary>
    public static CapabilitySet Empty => default;

    /// <summary>Every capability that is known.</summary>
    public static CapabilitySet All { get; } = new((1UL << CapabilityNames.Count) - 1);

    /// <summary>Bit n is capability n.</summary>
    public ulong Mask { get; }

    /// <summary>Whether there is no capability in it.</summary>
    public bool IsEmpty => Mask == 0;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            for (var rest = Mask; rest != 0; rest &= rest - 1)
                count++;
            return count;
        }
    }

    /// <summary>Whether a capability is in it.</summary>
    /// <param name="capability">The capability to look for.</param>
    public bool Contains(Capability capability) => (Mask & Bit(capability)) != 0;

    /// <summary>Whether every capability of another set is in it.</summary>
    /// <param name="other">The other set.</param>
    public bool ContainsAll(CapabilitySet other) => (other.Mask & ~Mask) == 0;

    /// <summary>Whether the sets have a capability in common.</summary>
    /// <param name="other">The other set.</param>
    public bool Overlaps(CapabilitySet other) => (other.Mask & Mask) != 0;

    /// <summary>What is in either set.</summary>
    /// <param name="left">The one set.</param>
    /// <param name="right">The other set.</param>
    public static CapabilitySet operator |(CapabilitySet left, CapabilitySet right) => new(left.Mask | right.Mask);

    /// <summary>What is in both sets.</summary>
    /// <param name="left">The one set.</param>
    /// <param name="right">The other set.</param>
    public static CapabilitySet operator &(CapabilitySet left, CapabilitySet right) => new(left.Mask & right.Mask);

    /// <summary>What is in the first set and not in the second.</summary>
    /// <param name="left">The set that is taken from.</param>
    /// <param name="right">What is taken away.</param>
    public static CapabilitySet operator -(CapabilitySet left, CapabilitySet right) => new(left.Mask & ~right.Mask);

    /// <summary>Whether both hold the same capabilities.</summary>
    /// <param name="left">The one set.</param>
    /// <param name="right">The other set.</param>
    public static bool operator ==(CapabilitySet left, CapabilitySet right) => left.Mask == right.Mask;

    /// <summary>Whether they differ.</summary>
    /// <param name="left">The one set.</param>
    /// <param name="right">The other set.</param>
    public static bool operator !=(CapabilitySet left, CapabilitySet right) => left.Mask != right.Mask;

    /// <summary>Reads a set.</summary>
    /// <param name="text">
    /// Names with or without <c>CAP_</c> in any case, separated by commas or blanks; <c>ALL</c>; <c>none</c>;
    /// a hexadecimal mask with or without <c>0x</c>, as /proc/PID/status shows it; or the text of cap_to_text(3), of which the permitted set is taken.
    /// </param>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static CapabilitySet Parse(string text) =>
        TryParse(text ?? throw new ArgumentNullException(nameof(text)), out var set)
            ? set
            : throw new FormatException($"'{text}' is no set of capabilities: write names (NET_RAW, CHOWN), ALL, or a hexadecimal mask (0x2001).");

    /// <summary>Reads a set, see <see cref="Parse"/>.</summary>
    /// <param name="text">The text; null is none.</param>
    /// <param name="set">The set; empty when the text is none.</param>
    /// <returns>Whether the text is a set.</returns>
    public static bool TryParse(string? text, out CapabilitySet set)
    {
        set = default;
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length == 0)
            return false;
        if (string.Equals(trimmed, "none", StringComparison.OrdinalIgnoreCase))
            return true;
        if (TryParseMask(trimmed, out set) || TryParseNames(trimmed, out set))
            return true;
        if (!CapabilityState.TryParse(trimmed, out var state))
            return false;
        set = state.Permitted;
        return true;
    }

    /// <summary>The mask as the kernel shows it: 16 hexadecimal digits.</summary>
    public string ToHex() => Mask.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The names as engines write them, in the order of their numbers: <c>CHOWN, NET_RAW</c>; <c>ALL</c>; <c>none</c>.</summary>
    public override string ToString() =>
        IsEmpty ? "none" : this == All ? "ALL" : string.Join(", ", this.Select(CapabilityNames.Of));

    /// <summary>The capabilities in the order of their numbers.</summary>
    public IEnumerator<Capability> GetEnumerator()
    {
        for (var number = 0; number < 64; number++)
        {
            if (Contains((Capability)number))
                yield return (Capability)number;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(CapabilitySet other) => Mask == other.Mask;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CapabilitySet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Mask.GetHashCode();

    // "cap_chown, NET_RAW": no name is a hexadecimal number, so that the two forms cannot be mistaken for each other.
    internal static bool TryParseNames(string text, out CapabilitySet set)
    {
        set = default;
        foreach (var name in text.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (CapabilityNames.IsAll(name))
                set |= All;
            else if (CapabilityNames.TryParse(name, out var capability) || TryParseNumber(name, out capability))
                set |= new CapabilitySet(Bit(capability));
            else
                return false;
        }

        return true;
    }

    private static bool TryParseMask(string text, out CapabilitySet set)
    {
        var digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.Substring(2) : text;
        var isMask = ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mask);
        set = new CapabilitySet(mask);
        return isMask;
    }

    // cap_to_text(3) writes capabilities that it does not know as numbers.
    private static bool TryParseNumber(string name, out Capability capability)
    {
        var isNumber = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 64;
        capability = (Capability)(isNumber ? number : 0);
        return isNumber;
    }

    private static ulong Bit(Capability capability) =>
        (int)capability is >= 0 and < 64
            ? 1UL << (int)capability
            : throw new ArgumentOutOfRangeException(nameof(capability), capability, "A capability's number is between 0 and 63.");
}
