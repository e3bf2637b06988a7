using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>What may stand at a place of a Compose file: a text, a list of what, a mapping with which keys.</summary>
internal sealed class ComposeShape
{
    private Dictionary<string, ComposeShape>? _keys;
    private ComposeShape? _values;
    private ComposeShape? _items;
    private bool _isText;
    private string _name = "";
    private string[]? _names;

    /// <summary>A text, a number or a truth value.</summary>
    public static ComposeShape Text { get; } = new() { _isText = true };

    /// <summary>Anything: values that nobody reads.</summary>
    public static ComposeShape Any { get; } = new();

    /// <summary>A list of texts.</summary>
    public static ComposeShape Texts { get; } = ListOf(Text);

    /// <summary>A text, or a list of texts.</summary>
    public static ComposeShape TextOrTexts { get; } = Texts.OrText();

    /// <summary>Names with values, as a mapping or as a list of <c>NAME=VALUE</c>.</summary>
    public static ComposeShape Pairs { get; } = new() { _values = Text, _items = Text };

    public static ComposeShape ListOf(ComposeShape items) => new() { _items = items };

    public static ComposeShape MappingOf(ComposeShape values) => new() { _values = values };

    /// <summary>A mapping with known keys.</summary>
    /// <param name="name">What has the keys, for messages: <c>a service</c>.</param>
    /// <param name="texts">Keys with a text as value, separated by blanks.</param>
    public static ComposeShape Mapping(string name, string texts)
    {
        var shape = new ComposeShape { _name = name, _keys = new Dictionary<string, ComposeShape>(StringComparer.Ordinal) };
        return shape.With(Text, texts);
    }

    /// <summary>Adds keys, separated by blanks, with values of one shape.</summary>
    public ComposeShape With(ComposeShape shape, string keys)
    {
        foreach (var key in keys.Split([' '], StringSplitOptions.RemoveEmptyEntries))
            _keys!.Add(key, shape);
        return this;
    }

    /// <summary>This shape, or a text.</summary>
    public ComposeShape OrText() => new() { _keys = _keys, _values = _values, _items = _items, _name = _name, _isText = true };

    /// <summary>This shape, or a list of texts.</summary>
    public ComposeShape OrTexts() => new() { _keys = _keys, _values = _values, _items = Text, _name = _name, _isText = _isText };

    /// <summary>Reports what does not fit. A service that was read was checked before.</summary>
    /// <param name="node">The node.</param>
    /// <param name="what">The key that it is the value of.</param>
    /// <param name="problems">Where it is reported.</param>
    public void Check(YamlNode node, string what, ComposeProblems problems)
    {
        if (ReferenceEquals(this, Any) || node.Tag == ComposeMerge.Reset || node is YamlScalar { IsNull: true } or ReadService)
            return;
        switch (node)
        {
            case YamlMapping mapping when _keys is not null:
                CheckKeys(mapping, problems);
                break;
            case YamlMapping mapping when _values is not null:
                foreach (var entry in mapping.Entries)
                    _values.Check(entry.Value, entry.Key.Value, problems);
                break;
            case YamlSequence sequence when _items is not null:
                foreach (var item in sequence.Items)
                    _items.Check(item, what, problems);
                break;
            // What a variable stands for is a text, whatever it holds.
            case YamlScalar scalar when _isText || scalar is { IsUnknown: true, IsInterpolated: false }:
                break;
            default:
                problems.Error(node, $"'{what}' has to be {Expected}, not {KindOf(node)}.");
                break;
        }
    }

    private void CheckKeys(YamlMapping mapping, ComposeProblems problems)
    {
        foreach (var entry in mapping.Entries)
        {
            var key = entry.Key.Value;
            if (_keys!.TryGetValue(key, out var shape))
                shape.Check(entry.Value, key, problems);
            else if (!key.StartsWith("x-", StringComparison.Ordinal) && !entry.Key.IsUnknown)
                problems.Warning(entry.Key, $"There is no key '{key}' in {_name}{NearestName.Hint(key, _names ??= [.. _keys.Keys])}");
        }
    }

    private string Expected
    {
        get
        {
            var kinds = new List<string>(3);
            if (_isText)
                kinds.Add("a text");
            if (_items is not null)
                kinds.Add("a list");
            if (_keys is not null || _values is not null)
                kinds.Add("a mapping");
            return string.Join(" or ", kinds);
        }
    }

    private static string KindOf(YamlNode node) => node switch { YamlMapping => "a mapping", YamlSequence => "a list", _ => "a text" };
}
