namespace ContainerSec.Analyzers.Lifting;

/// <summary>A dictionary: the very one, so that what is added later is in it.</summary>
internal sealed class MapValue(TextProvenance? place) : Value
{
    private readonly List<MapEntry> _entries = [];

    public IReadOnlyList<MapEntry> Entries => _entries;

    /// <summary>Where it was made.</summary>
    public TextProvenance? Place { get; } = place;

    /// <summary>Whether it may hold entries that are not known.</summary>
    public bool MayHaveMore { get; set; }

    /// <summary>Whether the code only looked at it: nothing was said as long as nothing is added.</summary>
    public bool IsImplicit { get; init; }

    public override void GiveAway() => MayHaveMore = true;

    /// <summary>Sets an entry: the last value of a key counts. A key that is not known may be any.</summary>
    public void Set(Stated key, Stated value, TextProvenance place)
    {
        if (key.Value is not TextValue { Text: var name })
        {
            MayHaveMore = true;
            return;
        }

        var index = IndexOf(name);
        if (index < 0)
            _entries.Add(new MapEntry(name, value.Value, place));
        else
            _entries[index] = new MapEntry(name, value.Value, place);
    }

    public Value? Find(Value key) => key is TextValue { Text: var name } && IndexOf(name) is var index and >= 0 ? _entries[index].Value : null;

    public void Remove(Value key)
    {
        if (key is TextValue { Text: var name })
            _entries.RemoveAll(e => e.Key == name);
        else
            MayHaveMore = true;
    }

    private int IndexOf(string key)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Key == key)
                return i;
        }

        return -1;
    }

    /// <summary>Takes over the entries of a value: those of a dictionary, or some that are not known.</summary>
    public void AddAll(Value value)
    {
        if (value is MapValue map)
        {
            foreach (var entry in map._entries.ToArray())
                Set(new TextValue(entry.Key), entry.Value, entry.Place);
            MayHaveMore |= map.MayHaveMore;
        }
        else if (value is not ConstantValue { IsNull: true })
        {
            MayHaveMore = true;
        }
    }
}

/// <summary>An entry of a dictionary and where it was said.</summary>
internal readonly record struct MapEntry(string Key, Value Value, TextProvenance Place);
