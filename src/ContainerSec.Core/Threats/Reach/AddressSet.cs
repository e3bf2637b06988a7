using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ContainerSec.Threats;

/// <summary>Addresses of IPv4 and of IPv6, as ranges in order that do not touch.</summary>
internal sealed class AddressSet
{
    private readonly IReadOnlyList<AddressRange> _v4;
    private readonly IReadOnlyList<AddressRange> _v6;

    private AddressSet(IReadOnlyList<AddressRange> v4, IReadOnlyList<AddressRange> v6) => (_v4, _v6) = (v4, v6);

    /// <summary>Addresses that no machine of the internet has: RFC 1918, shared (RFC 6598), link-local, loopback, unique local (RFC 4193).</summary>
    private static AddressSet NotPublic { get; } =
        Of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8", "0.0.0.0/8", "224.0.0.0/3", "fc00::/7", "fe80::/10", "ff00::/8", "::/127");

    /// <summary>Addresses that networks of a company and of a cluster use.</summary>
    public static AddressSet Private { get; } = Of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    public static AddressSet Public { get; } = Of("0.0.0.0/0", "::/0").Except(NotPublic);

    public static AddressSet Loopback { get; } = Of("127.0.0.0/8", "::1");

    public bool IsEmpty => _v4.Count == 0 && _v6.Count == 0;

    /// <summary>Reads an address or a block; bits behind the prefix do not count, as everywhere.</summary>
    /// <returns>Null when it is neither.</returns>
    public static AddressSet? Parse(string text)
    {
        var slash = text.IndexOf('/');
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address) || (address.AddressFamily == AddressFamily.InterNetwork && text.Count(static c => c == '.') != 3))
            return null;
        var width = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = width;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > width))
            return null;
        var number = UInt128.Zero;
        foreach (var part in address.GetAddressBytes())
            number = (number << 8) | part;
        // A shift by the whole width would do nothing.
        var hostBits = width == length ? UInt128.Zero : width - length == 128 ? UInt128.MaxValue : (UInt128.One << (width - length)) - 1;
        IReadOnlyList<AddressRange> range = [new AddressRange(number & ~hostBits, number | hostBits)];
        return width == 32 ? new AddressSet(range, []) : new AddressSet([], range);
    }

    /// <summary>What is in this one and not in the other.</summary>
    public AddressSet Except(AddressSet other) => new(Except(_v4, other._v4), Except(_v6, other._v6));

    /// <summary>What is in either.</summary>
    public AddressSet Or(AddressSet other) => new(Sorted(_v4, other.Except(this)._v4), Sorted(_v6, other.Except(this)._v6));

    public bool Intersects(AddressSet other) => Intersects(_v4, other._v4) || Intersects(_v6, other._v6);

    /// <summary>Whether an end that has one of these addresses is among the others: yes when every address of a family is, maybe when some are.</summary>
    /// <remarks>One family is enough: who may connect over IPv4 need not do so over IPv6.</remarks>
    public Truth IsIn(AddressSet other) =>
        (_v4.Count > 0 && Except(_v4, other._v4).Count == 0) || (_v6.Count > 0 && Except(_v6, other._v6).Count == 0) ? Truth.Yes
        : Intersects(other) ? Truth.Maybe
        : Truth.No;

    private static List<AddressRange> Sorted(IReadOnlyList<AddressRange> ranges, IReadOnlyList<AddressRange> others)
    {
        List<AddressRange> all = [.. ranges, .. others];
        all.Sort(static (a, b) => a.First.CompareTo(b.First));
        return all;
    }

    private static AddressSet Of(params IReadOnlyList<string> blocks)
    {
        var (v4, v6) = (new List<AddressRange>(), new List<AddressRange>());
        foreach (var block in blocks)
        {
            var set = Parse(block)!;
            v4.AddRange(set._v4);
            v6.AddRange(set._v6);
        }

        v4.Sort(static (a, b) => a.First.CompareTo(b.First));
        v6.Sort(static (a, b) => a.First.CompareTo(b.First));
        return new AddressSet(v4, v6);
    }

    private static IReadOnlyList<AddressRange> Except(IReadOnlyList<AddressRange> ranges, IReadOnlyList<AddressRange> others)
    {
        if (ranges.Count == 0 || others.Count == 0)
            return ranges;
        var rest = ranges;
        foreach (var other in others)
        {
            var next = new List<AddressRange>();
            foreach (var range in rest)
            {
                if (!range.Overlaps(other))
                {
                    next.Add(range);
                    continue;
                }

                if (range.First < other.First)
                    next.Add(range with { Last = other.First - 1 });
                if (range.Last > other.Last)
                    next.Add(range with { First = other.Last + 1 });
            }

            rest = next;
        }

        return rest;
    }

    private static bool Intersects(IReadOnlyList<AddressRange> ranges, IReadOnlyList<AddressRange> others)
    {
        foreach (var range in ranges)
        {
            foreach (var other in others)
            {
                if (range.Overlaps(other))
                    return true;
            }
        }

        return false;
    }

    private readonly record struct AddressRange(UInt128 First, UInt128 Last)
    {
        public bool Overlaps(AddressRange other) => First <= other.Last && other.First <= Last;
    }
}
