namespace ContainerSec.Readers.Text;

/// <summary>Keys with values, in the order of writing; keys taken over by <c>&lt;&lt;</c> stand behind the own ones.</summary>
internal sealed class YamlMapping(SourceText source, int start, string? tag = null) : YamlNode(source, start, tag)
{
    // Most mappings are small: a scan of a few keys is faster than a table.
    private const int TableFrom = 24;
    private Dictionary<string, int>? _table;

    public List<YamlEntry> Entries { get; } = [];

    /// <summary>What a key that is not there stands for: null for nothing; an unknown scalar where more keys may be added elsewhere. Code that builds an object piece by piece says so.</summary>
    public YamlScalar? Rest { get; init; }

    /// <summary>The value of a key; null when it is not there.</summary>
    public YamlNode? this[string key] => IndexOf(key) is var i and >= 0 ? Entries[i].Value : Rest;

    /// <summary>The key with its value; null when it is not there.</summary>
    public YamlEntry? Find(string key) => IndexOf(key) is var i and >= 0 ? Entries[i] : null;

    internal int IndexOf(string key)
    {
        if (Entries.Count < TableFrom)
        {
            for (var i = 0; i < Entries.Count; i++)
            {
                if (string.Equals(Entries[i].Key.Value, key, StringComparison.Ordinal))
                    return i;
            }

            return -1;
        }

        // The mapping only grows while it is read: the table is filled up, not made anew.
        _table ??= new Dictionary<string, int>(Entries.Count * 2, StringComparer.Ordinal);
        for (var i = _table.Count; i < Entries.Count; i++)
            _table[Entries[i].Key.Value] = i;
        return _table.TryGetValue(key, out var index) ? index : -1;
    }

    /// <summary>Takes out the entries that fulfil a condition.</summary>
    internal void RemoveEntries(Predicate<YamlEntry> condition)
    {
        Entries.RemoveAll(condition);
        _table = null;
    }
}
