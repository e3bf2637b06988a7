using System.Globalization;

namespace ContainerSec;

/// <summary>How the users or groups of a user namespace are numbered outside of it: /proc/PID/uid_map and gid_map, user_namespaces(7).</summary>
/// <remarks>What a map leaves out does not exist on the other side; it is shown as <see cref="OverflowId"/> and nothing can be done in its name.</remarks>
public sealed class IdMap : IEquatable<IdMap>
{
    /// <summary>What an id that is not mapped looks like: the default of /proc/sys/kernel/overflowuid and overflowgid.</summary>
    public const long OverflowId = 65534;

    // (uid_t)-1 means "no user": the last id is one before it.
    private const long LastId = uint.MaxValue - 1L;
    private const int MaximumRanges = 340;

    // The same as Ranges: to walk an array allocates nothing.
    private readonly IdRange[] _ranges;

    /// <summary>A map of some ranges.</summary>
    /// <param name="ranges">The lines, in any order; none of them maps nobody.</param>
    /// <exception cref="ArgumentException">The kernel takes no such map: a range is empty or outside of 0..4294967294, two overlap, or there are more than 340.</exception>
    public IdMap(params IReadOnlyList<IdRange> ranges)
    {
        if (WhyInvalid(ranges) is { } why)
            throw new ArgumentException(why, nameof(ranges));
        _ranges = [.. ranges.OrderBy(static range => range.Inside)];
    }

    /// <summary>Every id is itself: the map of the initial user namespace, and of a container that has none of its own.</summary>
    public static IdMap Identity { get; } = new(new IdRange(0, 0, uint.MaxValue));

    /// <summary>Nobody is mapped: a new user namespace before its map is written.</summary>
    public static IdMap Empty { get; } = new();

    /// <summary>The ranges, by their first id inside.</summary>
    public IReadOnlyList<IdRange> Ranges => _ranges;

    /// <summary>Whether every id is itself, so that uid 0 inside is uid 0 outside.</summary>
    public bool IsIdentity => Equals(Identity);

    /// <summary>What an id of the namespace is outside.</summary>
    /// <param name="inside">The id inside.</param>
    /// <returns>Null when it is not mapped: nobody can be it, and files cannot belong to it.</returns>
    public long? ToOutside(long inside)
    {
        foreach (var range in _ranges)
        {
            if (range.HasInside(inside))
                return range.Outside + (inside - range.Inside);
        }

        return null;
    }

    /// <summary>What an id from outside is in the namespace.</summary>
    /// <param name="outside">The id outside.</param>
    /// <returns>Null when it is not mapped; the namespace then sees <see cref="OverflowId"/>, see <see cref="SeenInside"/>.</returns>
    public long? ToInside(long outside)
    {
        foreach (var range in _ranges)
        {
            if (range.HasOutside(outside))
                return range.Inside + (outside - range.Outside);
        }

        return null;
    }

    /// <summary>What stat(2) in the namespace shows of an id from outside: <see cref="OverflowId"/> when it is not mapped.</summary>
    /// <param name="outside">The id outside.</param>
    public long SeenInside(long outside) => ToInside(outside) ?? OverflowId;

    /// <summary>The map from the namespace of this map to outside of its parent: what a nested user namespace is to the host.</summary>
    /// <param name="parent">The map of the namespace that this one was made in.</param>
    /// <returns>Only what both map.</returns>
    public IdMap Through(IdMap parent)
    {
        var ranges = new List<IdRange>();
        foreach (var inner in _ranges)
        {
            foreach (var outer in (parent ?? throw new ArgumentNullException(nameof(parent)))._ranges)
            {
                if (Common(inner.Outside, inner.Length, outer.Inside, outer.Length) is var (start, length))
                    ranges.Add(new IdRange(inner.Inside + (start - inner.Outside), outer.Outside + (start - outer.Inside), length));
            }
        }

        return new IdMap(ranges);
    }

    /// <summary>The ids outside that this map and another one both use: two containers that share some are not separated by their user namespaces.</summary>
    /// <param name="other">The other map, to the same outside.</param>
    /// <returns>Ranges that say what the common ids are in each: inside this map, and outside; empty when the maps are apart.</returns>
    public IReadOnlyList<IdRange> Overlap(IdMap other)
    {
        var common = new List<IdRange>();
        foreach (var mine in _ranges)
        {
            foreach (var theirs in (other ?? throw new ArgumentNullException(nameof(other)))._ranges)
            {
                if (Common(mine.Outside, mine.Length, theirs.Outside, theirs.Length) is var (start, length))
                    common.Add(new IdRange(mine.Inside + (start - mine.Outside), start, length));
            }
        }

        return common;
    }

    /// <summary>Reads a map as the kernel writes it, one range a line: inside, outside, length.</summary>
    /// <param name="text">The lines; empty text maps nobody.</param>
    /// <param name="map">The map; null when the text is none.</param>
    /// <returns>Whether the text is a map that the kernel takes.</returns>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IdMap? map)
    {
        map = null;
        if (text is null)
            return false;
        var ranges = new List<IdRange>();
        foreach (var line in text.Split(['\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (numbers.Length == 0)
                continue;
            if (numbers.Length != 3 || !TryNumber(numbers[0], out var inside) || !TryNumber(numbers[1], out var outside) || !TryNumber(numbers[2], out var length))
                return false;
            ranges.Add(new IdRange(inside, outside, length));
        }

        map = WhyInvalid(ranges) is null ? new IdMap(ranges) : null;
        return map is not null;
    }

    /// <summary>Reads a map, see <see cref="TryParse"/>.</summary>
    /// <param name="text">The lines; empty text maps nobody.</param>
    /// <exception cref="FormatException">The text is no map that the kernel takes.</exception>
    public static IdMap Parse(string text) =>
        TryParse(text ?? throw new ArgumentNullException(nameof(text)), out var map)
            ? map
            : throw new FormatException($"'{text}' is no map of ids: write lines of three numbers, first id inside, first id outside, how many (0 100000 65536), that do not overlap.");

    /// <summary>The lines as the kernel takes them.</summary>
    public override string ToString() => string.Join("\n", Ranges);

    /// <inheritdoc/>
    public bool Equals(IdMap? other) => other is not null && Ranges.SequenceEqual(other.Ranges);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IdMap);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Ranges.Count;
        foreach (var range in _ranges)
            hash = unchecked((hash * 31) + range.GetHashCode());
        return hash;
    }

    // What two runs of ids have in common; null when nothing.
    private static (long Start, long Length)? Common(long first, long firstLength, long second, long secondLength)
    {
        var start = Math.Max(first, second);
        var end = Math.Min(first + firstLength, second + secondLength);
        return end > start ? (start, end - start) : null;
    }

    private static string? WhyInvalid(IReadOnlyList<IdRange> ranges)
    {
        if (ranges.Count > MaximumRanges)
            return $"A map of ids has at most {MaximumRanges} ranges, not {ranges.Count}.";
        foreach (var range in ranges)
        {
            if (range.Length < 1 || range.Inside < 0 || range.Outside < 0 || range.Length - 1 > LastId - Math.Max(range.Inside, range.Outside))
                return $"The range '{range}' is empty or leaves 0..{LastId.ToString(CultureInfo.InvariantCulture)}.";
        }

        return Overlapping([.. ranges.OrderBy(static range => range.Inside)], static range => range.Inside)
            ?? Overlapping([.. ranges.OrderBy(static range => range.Outside)], static range => range.Outside);
    }

    private static string? Overlapping(IdRange[] sorted, Func<IdRange, long> start)
    {
        for (var i = 1; i < sorted.Length; i++)
        {
            if (start(sorted[i]) - start(sorted[i - 1]) < sorted[i - 1].Length)
                return $"The ranges '{sorted[i - 1]}' and '{sorted[i]}' overlap.";
        }

        return null;
    }

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
