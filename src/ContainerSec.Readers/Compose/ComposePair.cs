using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>A name with its value, of a mapping or of a list of <c>NAME=VALUE</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; null when only the name is written.</param>
/// <param name="Node">What a list of pairs holds: the scalar, or a mapping of this one entry.</param>
internal readonly record struct ComposePair(YamlScalar Name, YamlNode? Value, YamlNode Node)
{
    /// <summary>The place of name and value together.</summary>
    public Provenance Origin =>
        Value is null || Node is YamlScalar ? Node.Origin
        : ReferenceEquals(Value.Source, Name.Source) && Value.Start >= Name.End && Value is YamlScalar ? Name.Source.At(Name.Start, Value.End)
        : Name.Origin;

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

    private static ComposePair OfEntry(YamlEntry entry)
    {
        var node = new YamlMapping(entry.Key.Source, entry.Key.Start) { End = entry.Key.End };
        node.Entries.Add(entry);
        return new ComposePair(entry.Key, entry.Value is YamlScalar { IsNull: true } ? null : entry.Value, node);
    }

    private static ComposePair OfText(YamlScalar scalar)
    {
        var parts = new ScalarSlicer(scalar);
        // Host names are written with a colon, too: host:address.
        var separator = scalar.Value.IndexOf('=');
        return separator < 0
            ? new ComposePair(scalar, null, scalar)
            : new ComposePair(parts.Slice(0, separator), parts.From(separator + 1), scalar);
    }
}
