using System.Collections;

namespace ContainerSec;

/// <summary>Statements of one kind: mounts, capabilities, ports, environment variables.</summary>
/// <typeparam name="T">The type of each value.</typeparam>
/// <remarks>Items keep the order in which they were written; each knows its own place.</remarks>
public sealed class FactList<T> : IReadOnlyList<Fact<T>>
{
    /// <summary>The list that nobody wrote.</summary>
    public static FactList<T> Unset { get; } = new([], default(Statement), mayHaveMore: false);

    private readonly Fact<T>[] _items;
    private readonly Statement _statement;

    private FactList(Fact<T>[] items, Statement statement, bool mayHaveMore)
    {
        _items = items;
        _statement = statement;
        MayHaveMore = mayHaveMore;
    }

    /// <summary>A list that was written, possibly empty.</summary>
    /// <param name="items">Its items in the order of writing.</param>
    /// <param name="origin">Where the list as a whole was written.</param>
    /// <param name="mayHaveMore">True when it may hold items that cannot be computed: then the absence of an item proves nothing.</param>
    public FactList(IReadOnlyList<Fact<T>> items, Provenance? origin = null, bool mayHaveMore = false)
        : this(items.ToArray(), origin, mayHaveMore)
    {
    }

    /// <summary>A list of items that nobody else changes.</summary>
    internal FactList(Fact<T>[] items, Provenance? origin = null, bool mayHaveMore = false)
        : this(items, new Statement(FactState.Known, origin), mayHaveMore)
    {
    }

    /// <summary>A list of items that nobody else changes, at a place of which no object was made.</summary>
    internal static FactList<T> At(Statement place, Fact<T>[] items) => new(items, place.With(FactState.Known), mayHaveMore: false);

    /// <summary>A list of which nothing is known but that it was written.</summary>
    /// <param name="origin">Where it was written.</param>
    public static FactList<T> Unknown(Provenance? origin = null) => new([], new Statement(FactState.Unknown, origin), mayHaveMore: true);

    /// <summary>Whether the list was written, and whether it could be read.</summary>
    public FactState State => _statement.State;

    /// <summary>Whether there may be items that could not be computed.</summary>
    public bool MayHaveMore { get; }

    /// <summary>Where the list as a whole was written; null when nobody wrote it.</summary>
    public Provenance? Origin => _statement.Origin;

    /// <summary>How many items are written.</summary>
    public int Count => _items.Length;

    /// <summary>The item at a place.</summary>
    /// <param name="index">0-based, in the order of writing.</param>
    /// <exception cref="IndexOutOfRangeException">There is no item at that place.</exception>
    public Fact<T> this[int index] => _items[index];

    /// <summary>Whether nobody wrote the list.</summary>
    public bool IsUnset => State == FactState.Unset;

    /// <summary>Whether a known item fulfils the condition.</summary>
    /// <param name="condition">Asked for each known item until one fulfils it.</param>
    public bool AnyKnown(Func<T, bool> condition)
    {
        foreach (var item in _items)
        {
            if (item.Is(condition))
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
            foreach (var item in _items)
            {
                if (item.IsUnknown)
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
        return new FactList<T>([.. _items, .. other._items], new Statement(FactState.Known, Origin), MayHaveMore || other.MayHaveMore);
    }

    /// <summary>Goes through the items in the order of writing.</summary>
    public Enumerator GetEnumerator() => new(_items);

    IEnumerator<Fact<T>> IEnumerable<Fact<T>>.GetEnumerator() => ((IEnumerable<Fact<T>>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <summary>Goes through the items of a list; for <c>foreach</c>, which so makes nothing to collect.</summary>
    public struct Enumerator
    {
        private readonly Fact<T>[] _items;
        private int _at;

        internal Enumerator(Fact<T>[] items) => (_items, _at) = (items, -1);

        /// <summary>The item.</summary>
        public readonly Fact<T> Current => _items[_at];

        /// <summary>Goes to the next item.</summary>
        /// <returns>False behind the last one.</returns>
        public bool MoveNext() => ++_at < _items.Length;
    }
}
