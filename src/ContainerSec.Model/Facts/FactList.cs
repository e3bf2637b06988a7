using System.Collections;

namespace ContainerSec;

/// <summary>Statements of one kind: mounts, capabilities, ports, environment variables.</summary>
/// <typeparam name="T">The type of each value.</typeparam>
/// <remarks>Items keep the order in which they were written; each knows its own place.</remarks>
public sealed class FactList<T> : IReadOnlyList<Fact<T>>
{
    /// <summary>The list that nobody wrote.</summary>
    public static FactList<T> Unset { get; } = new([], null, FactState.Unset, mayHaveMore: false);

    private readonly IReadOnlyList<Fact<T>> _items;

    private FactList(IReadOnlyList<Fact<T>> items, Provenance? origin, FactState state, bool mayHaveMore)
    {
        _items = items;
        Origin = origin;
        State = state;
        MayHaveMore = mayHaveMore;
    }

    /// <summary>A list that was written, possibly empty.</summary>
    /// <param name="items">Its items in the order of writing.</param>
    /// <param name="origin">Where the list as a whole was written.</param>
    /// <param name="mayHaveMore">True when it may hold items that cannot be computed: then the absence of an item proves nothing.</param>
    public FactList(IReadOnlyList<Fact<T>> items, Provenance? origin = null, bool mayHaveMore = false)
        : this(items, origin, FactState.Known, mayHaveMore)
    {
    }

    /// <summary>A list of which nothing is known but that it was written.</summary>
    /// <param name="origin">Where it was written.</param>
    public static FactList<T> Unknown(Provenance? origin = null) => new([], origin, FactState.Unknown, mayHaveMore: true);

    /// <summary>Whether the list was written, and whether it could be read.</summary>
    public FactState State { get; }

    /// <summary>Whether there may be items that could not be computed.</summary>
    public bool MayHaveMore { get; }

    /// <summary>Where the list as a whole was written; null when nobody wrote it.</summary>
    public Provenance? Origin { get; }

    /// <summary>How many items are written.</summary>
    public int Count => _items.Count;

    /// <summary>The item at a place.</summary>
    /// <param name="index">0-based, in the order of writing.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no item at that place.</exception>
    public Fact<T> this[int index] => _items[index];

    /// <summary>Whether nobody wrote the list.</summary>
    public bool IsUnset => State == FactState.Unset;

    /// <summary>Whether a known item fulfils the condition.</summary>
    /// <param name="condition">Asked for each known item until one fulfils it.</param>
    public bool AnyKnown(Func<T, bool> condition)
    {
        for (var i = 0; i < _items.Count; i++)
        {
            if (_items[i] is { IsKnown: true } item && condition(item.Value!))
                return true;
        }

        return false;
    }

    /// <summary>Whether an item may exist that is not known: one that is unknown itself, or one that was not read.</summary>
    public bool HasUnknown
    {
        get
        {
            if (MayHaveMore)
                return true;
            for (var i = 0; i < _items.Count; i++)
            {
                if (_items[i].IsUnknown)
                    return true;
            }

            return false;
        }
    }

    /// <summary>This list followed by another; unset only if both are.</summary>
    /// <param name="other">The items that follow.</param>
    public FactList<T> Concat(FactList<T> other)
    {
        if (other.IsUnset)
            return this;
        if (IsUnset)
            return other;
        var items = new List<Fact<T>>(_items.Count + other.Count);
        items.AddRange(_items);
        items.AddRange(other._items);
        return new FactList<T>(items, Origin, FactState.Known, MayHaveMore || other.MayHaveMore);
    }

    /// <inheritdoc/>
    public IEnumerator<Fact<T>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
