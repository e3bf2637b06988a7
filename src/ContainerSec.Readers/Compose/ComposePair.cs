using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>A name with its value, of a mapping or of a list of <c>NAME=VALUE</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; null when only the name is written.</param>
/// <param name="Item">The item of the list; null for an entry of a mapping.</param>
internal readonly record struct ComposePair(YamlScalar Name, YamlNode? Value, YamlScalar? Item)
{
    /// <summary>The place of name and value together.</summary>
    public Provenance Origin =>
        Item is not null ? Item.Origin
        : Value is YamlScalar { IsNull: false } && ReferenceEquals(Value.Source, Name.Source) && Value.Start >= Name.End ? Name.Source.At(Name.Start, Value.End)
        : Name.Origin;

    /// <summary>An item of a list of pairs: the text as it was written, or a mapping of this one entry.</summary>
    public YamlNode ToItem()
    {
        if (Item is not null)
            return Item;
        var mapping = new YamlMapping(Name.Source, Name.Start) { End = Name.End };
        mapping.Entries.Add(new YamlEntry(Name, Value ?? new YamlScalar(Name.Source, Name.Start, Name.End, "", isPlain: true)));
        return mapping;
    }

    public static IEnumerable<ComposePair> Of(YamlNode? node)
    {
        switch (node)
        {
            case YamlMapping mapping:
                foreach (var entry in mapping.Entries)
                    yield return OfEntry(entry);
                break;
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                {
                    if (item is YamlScalar { IsNull: false } scalar)
                        yield return OfText(scalar);
                    else if (item is YamlMapping { Entries.Count: 1 } pair)
                        yield return OfEntry(pair.Entries[0]);
                }

                break;
            default:
                break;
        }
    }

    private static ComposePair OfEntry(YamlEntry entry) =>
        new(entry.Key, entry.Value is YamlScalar { IsNull: true, Tag: null } ? null : entry.Value, null);

    private static ComposePair OfText(YamlScalar scalar)
    {
        var separator = scalar.Value.IndexOf('=');
        if (separator < 0)
            return new ComposePair(scalar, null, scalar);
        var parts = new ScalarSlicer(scalar);
        return new ComposePair(parts.Slice(0, separator), parts.From(separator + 1), scalar);
    }
}
