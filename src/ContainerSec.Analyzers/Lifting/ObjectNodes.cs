using System.Globalization;
using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>Object graphs as the nodes that readers read: a model object of a library becomes what the library would send, each value at its place in the code.</summary>
/// <remarks>
/// A member stands where it was assigned, an item of a list where it was written. An object of which more may be said elsewhere is an open
/// mapping: each key that was not said is unknown. What the code only looked at is left out.
/// </remarks>
/// <param name="nameOf">The name of a member in the text that the library sends; null for a member that it does not send.</param>
/// <param name="keepsHoles">Whether the reader knows what to make of texts in which <see cref="Holes.Hole"/> stands for what is not known; else such a text is unknown.</param>
internal sealed class ObjectNodes(Func<ObjectValue, string, string?> nameOf, bool keepsHoles = false)
{
    // Deeper than any model goes; an object that holds itself ends here.
    private const int MaxDepth = 40;
    private const int MaxNodes = 50_000;

    /// <summary>Whether only what was said counts: an object of which more may be said elsewhere is closed, too.</summary>
    public bool IsClosed { get; init; }

    private readonly Dictionary<Value, YamlNode> _nodes = [];
    private int _count;

    /// <summary>Whether anything is said: not where the code only looked at a member of a member.</summary>
    public static bool SaysSomething(Value value, int depth = 0) => value switch
    {
        ObjectValue { IsImplicit: true } instance => depth < MaxDepth && instance.Names.Any(name => SaysSomething(instance[name]!.Value.Value, depth + 1)),
        ListValue { IsImplicit: true, Items.Count: 0 } or MapValue { IsImplicit: true, Entries.Count: 0 } => false,
        _ => true,
    };

    /// <summary>An object as a mapping.</summary>
    /// <param name="instance">The object.</param>
    /// <param name="place">Its place, where it has none of its own.</param>
    public YamlMapping Mapping(ObjectValue instance, TextProvenance place) => (YamlMapping)Node(new Stated(instance, instance.Place), place);

    /// <summary>A value as a node.</summary>
    /// <param name="value">The value and its place.</param>
    /// <param name="place">The place of what holds it, where it has none of its own.</param>
    /// <param name="depth">How deep it lies.</param>
    public YamlNode Node(Stated value, TextProvenance place, int depth = 0)
    {
        place = value.Place ?? place;
        if (depth > MaxDepth || ++_count > MaxNodes)
            return Unknown(place);
        if (value.Value is not (ObjectValue or ListValue or MapValue))
            return Scalar(value.Value, place);
        // Two that hold the same object hold the same node.
        if (_nodes.TryGetValue(value.Value, out var known))
            return known;
        return value.Value switch
        {
            ObjectValue instance => Fill(instance, place, depth),
            ListValue list => Fill(list, place, depth),
            _ => Fill((MapValue)value.Value, place, depth),
        };
    }

    /// <summary>A key at a place.</summary>
    public static YamlScalar Key(string name, TextProvenance place) => new(place.Source, place.StartOffset, place.EndOffset, name, isPlain: false);

    /// <summary>A value that is not known.</summary>
    public static YamlScalar Unknown(TextProvenance place) => new(place.Source, place.StartOffset, place.EndOffset, "", isPlain: false, isUnknown: true);

    /// <summary>A null: nothing is said.</summary>
    public static YamlScalar Nothing(TextProvenance place) => Plain("", place);

    private YamlMapping Fill(ObjectValue instance, TextProvenance place, int depth)
    {
        var mapping = Begin(instance, new YamlMapping(place.Source, place.StartOffset) { End = place.EndOffset, Rest = instance.IsPartial && !IsClosed ? Unknown(place) : null });
        foreach (var member in instance.Names)
        {
            var value = instance[member]!.Value;
            if (nameOf(instance, member) is { } name && SaysSomething(value.Value))
                mapping.Entries.Add(new YamlEntry(Key(name, value.Place ?? place), Node(value, place, depth + 1)));
        }

        return mapping;
    }

    private YamlMapping Fill(MapValue map, TextProvenance place, int depth)
    {
        var mapping = Begin(map, new YamlMapping(place.Source, place.StartOffset) { End = place.EndOffset, Rest = map.MayHaveMore && !IsClosed ? Unknown(place) : null });
        foreach (var entry in map.Entries)
            mapping.Entries.Add(new YamlEntry(Key(entry.Key, entry.Place), Node(new Stated(entry.Value, entry.Place), place, depth + 1)));
        return mapping;
    }

    private YamlSequence Fill(ListValue list, TextProvenance place, int depth)
    {
        var sequence = Begin(list, new YamlSequence(place.Source, place.StartOffset) { End = place.EndOffset });
        foreach (var item in list.Items)
            sequence.Items.Add(Node(item, place, depth + 1));
        if (list.MayHaveMore)
            sequence.Items.Add(Unknown(place));
        return sequence;
    }

    private T Begin<T>(Value value, T node)
        where T : YamlNode
    {
        _nodes[value] = node;
        return node;
    }

    private YamlScalar Scalar(Value value, TextProvenance place) => value switch
    {
        TextValue { Text: var text } when text.IsHole() => Unknown(place),
        // A reader that knows of holes finds them; for others it is not known.
        TextValue { Text: var text } when text.HasHole() && !keepsHoles => new YamlScalar(place.Source, place.StartOffset, place.EndOffset, text, isPlain: false, isUnknown: true) { IsInterpolated = true },
        TextValue { Text: var text } => Key(text, place),
        BytesValue { Base64: var text } => Key(text, place),
        ConstantValue { IsNull: true } => Plain("", place),
        ConstantValue { Bool: { } truth } => Plain(truth ? "true" : "false", place),
        ConstantValue { Type: { } type, MemberName: { } name } => Key(SerializedNames.OfMember(type, name), place),
        ConstantValue { Constant: char c } => Key(c.ToString(), place),
        ConstantValue { Constant: IFormattable number } => Plain(number.ToString(null, CultureInfo.InvariantCulture), place),
        _ => Unknown(place),
    };

    private static YamlScalar Plain(string text, TextProvenance place) => new(place.Source, place.StartOffset, place.EndOffset, text, isPlain: true);
}
