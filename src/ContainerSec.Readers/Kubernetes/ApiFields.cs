using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Kubernetes;

/// <summary>The fields of an object of the Kubernetes API, read as strictly as the API server reads them: what it would refuse is a problem at its place.</summary>
/// <remarks>As in the API, an explicit null and an empty text say nothing.</remarks>
internal readonly struct ApiFields(YamlMapping? map, List<ReadProblem> problems, YamlScalar? hidden = null)
{
    /// <summary>Whether the object was written.</summary>
    public bool Exists => map is not null;

    /// <summary>Whether something else stands where the object should: a placeholder for it, or a mistake. Then each of its fields is unknown.</summary>
    public bool IsHidden => hidden is not null;

    public Provenance? Origin => map?.Origin ?? hidden?.Origin;

    /// <summary>The place of the first key: what to point at where the object has no name.</summary>
    public Provenance? Head => map is { Entries.Count: > 0 } ? map.Entries[0].Key.Origin : map?.Origin;

    public IReadOnlyList<YamlEntry> Entries => map?.Entries ?? [];

    /// <summary>Whether there may be more fields than those that were written here.</summary>
    public bool IsOpen => map is { Rest: not null };

    /// <summary>Whether a field was written and is not null.</summary>
    public bool Has(string key) => Node(key) is not null;

    public Provenance? KeyOrigin(string key) => map?.Find(key)?.Key.Origin;

    public YamlNode? Node(string key) => hidden ?? NodeOf(key);

    public Fact<bool> Bool(string key) => Node(key) is { } node ? Bool(key, node) : default;

    public Fact<string> Text(string key) => Node(key) is { } node ? Text(key, node) : default;

    public Fact<long> Integer(string key) => Node(key) is { } node ? Integer(key, node) : default;

    /// <summary>A text of a closed set; another one is reported and known as it is written.</summary>
    public Fact<string> Choice(string key, params string[] choices)
    {
        var text = Text(key);
        if (text.IsKnown && Array.IndexOf(choices, text.Value) < 0)
            Report(Node(key)!, $"'{key}' takes {string.Join(", ", choices, 0, choices.Length - 1)} or {choices[choices.Length - 1]}.");
        return text;
    }

    /// <summary>A whole number of a range; another one is reported and unknown.</summary>
    public Fact<long> Integer(string key, long least, long most)
    {
        var number = Integer(key);
        if (!number.IsKnown || (number.Value >= least && number.Value <= most))
            return number;
        Report(Node(key)!, $"'{key}' takes a number from {least} to {most}.");
        return Fact.Unknown<long>(number.Origin);
    }

    /// <summary>A number or a name: a port.</summary>
    public Fact<string> IntegerOrText(string key) => Node(key) is YamlScalar scalar && ApiScalar.Integer(scalar) is { } number
        ? Fact.Known(number.ToString(System.Globalization.CultureInfo.InvariantCulture), scalar.Origin)
        : Text(key);

    /// <summary>A quantity in whole units, rounded up.</summary>
    public Fact<long> Units(string key) => Quantity(key).Select(Kubernetes.Quantity.ToUnits);

    /// <summary>A quantity as a number.</summary>
    public Fact<double> Amount(string key) => Quantity(key).Select(static q => (double)q);

    /// <summary>An object among the fields; one without fields when it was not written.</summary>
    public ApiFields Object(string key)
    {
        var node = Node(key);
        if (node is null or YamlMapping)
            return new ApiFields(node as YamlMapping, problems);
        if (!IsPlaceholder(node))
            Report(node, $"'{key}' takes an object with fields.");
        return new ApiFields(null, problems, hidden ?? new YamlScalar(node.Source, node.Start, node.End, "", isPlain: true, isUnknown: true));
    }

    /// <summary>The objects of a list; those that are none are reported and left out.</summary>
    public IReadOnlyList<ApiFields> Objects(string key)
    {
        if (Node(key) is not { } node)
            return [];
        if (node is not YamlSequence sequence)
        {
            if (!IsPlaceholder(node))
                Report(node, $"'{key}' takes a list; write each item behind a dash.");
            return [];
        }

        var objects = new List<ApiFields>(sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            if (item is YamlMapping fields)
                objects.Add(new ApiFields(fields, problems));
            else if (item is not YamlScalar { IsNull: true } && !IsPlaceholder(item))
                Report(item, $"'{key}' takes a list of objects with fields.");
        }

        return objects;
    }

    /// <summary>The objects of a list, each as a fact.</summary>
    /// <remarks>A <paramref name="convert"/> that gives an unset fact leaves the object out.</remarks>
    public FactList<T> List<T>(string key, Func<ApiFields, Fact<T>> convert)
    {
        if (Node(key) is not { } node)
            return FactList<T>.Unset;
        var objects = Objects(key);
        if (node is not YamlSequence sequence)
            return FactList<T>.Unknown(node.Origin);
        var items = new List<Fact<T>>(objects.Count);
        foreach (var fields in objects)
        {
            if (convert(fields) is { IsUnset: false } fact)
                items.Add(fact);
        }

        return new FactList<T>(items, node.Origin, mayHaveMore: objects.Count < sequence.Items.Count);
    }

    public FactList<string> Texts(string key) => Scalars(key, Text);

    /// <summary>Texts that may hold references which mean something to a shell or to the kubelet, <c>$(HOST)</c>: they are known as they are written.</summary>
    public FactList<string> RawTexts(string key) => Scalars(key, RawText);

    /// <summary>A text as it is written, references and all; unknown where it is nothing but a reference. An empty text is known.</summary>
    public Fact<string> RawText(string key) => Node(key) is { } node ? RawText(key, node) : default;

    public FactList<long> Integers(string key) => Scalars(key, Integer);

    /// <summary>A map of texts: labels, annotations, a selector.</summary>
    public FactList<Label> Labels(string key)
    {
        if (Node(key) is not { } node)
            return FactList<Label>.Unset;
        var fields = Object(key);
        if (!fields.Exists)
            return FactList<Label>.Unknown(node.Origin);
        var items = new List<Fact<Label>>(fields.Entries.Count);
        foreach (var entry in fields.Entries)
        {
            var name = entry.Key.Value;
            // An annotation without value is there all the same.
            var value = entry.Value is YamlScalar { IsNull: true } or YamlScalar { Value: "" } ? Fact.Known("", entry.Value.Origin) : Text(name, entry.Value);
            items.Add(value.IsKnown ? Fact.Known(new Label(name, value.Value), value.Origin) : Fact.Unknown<Label>(value.Origin));
        }

        return new FactList<Label>(items, node.Origin, mayHaveMore: fields.IsOpen);
    }

    /// <summary>Whether something has still to be put in the place of a node.</summary>
    public static bool IsPlaceholder(YamlNode node) => node is YamlScalar scalar && (scalar.IsUnknown || ApiScalar.HasPlaceholder(scalar.Value));

    public void Report(YamlNode node, string message, ProblemSeverity severity = ProblemSeverity.Error) =>
        problems.Add(new ReadProblem(severity, message, node.Origin));

    private YamlNode? NodeOf(string key) => map?[key] is { } node and not YamlScalar { IsNull: true } ? node : null;

    private Fact<bool> Bool(string key, YamlNode node)
    {
        if (node is YamlScalar scalar && ApiScalar.Truth(scalar) is { } truth)
            return Fact.Known(truth, node.Origin);
        if (!IsPlaceholder(node))
            Report(node, node is YamlScalar { IsPlain: false, Value: "true" or "false" } ? $"'{key}' takes true or false without quotes." : $"'{key}' takes true or false.");
        return Fact.Unknown<bool>(node.Origin);
    }

    private Fact<string> Text(string key, YamlNode node)
    {
        if (node is not YamlScalar scalar || scalar.IsUnknown)
        {
            if (!IsPlaceholder(node))
                Report(node, $"'{key}' takes a text.");
            return Fact.Unknown<string>(node.Origin);
        }

        if (ApiScalar.HasPlaceholder(scalar.Value))
            return Fact.Unknown<string>(node.Origin);
        if (ApiScalar.IsNotText(scalar))
            Report(node, $"'{key}' takes a text; put {scalar.Value} in quotes.");
        return scalar.Value.Length == 0 ? default : Fact.Known(scalar.Value, node.Origin);
    }

    private Fact<string> RawText(string key, YamlNode node)
    {
        // Not known, but why: a placeholder, or no text at all.
        var text = Text(key, node);
        return text.IsKnown || node is not YamlScalar { IsUnknown: false } scalar || ApiScalar.IsPlaceholder(scalar.Value) ? text : Fact.Known(scalar.Value, node.Origin);
    }

    private Fact<long> Integer(string key, YamlNode node)
    {
        if (node is YamlScalar scalar && ApiScalar.Integer(scalar) is { } number)
            return Fact.Known(number, node.Origin);
        if (!IsPlaceholder(node))
            Report(node, node is YamlScalar { IsPlain: false } ? $"'{key}' takes a whole number without quotes." : $"'{key}' takes a whole number.");
        return Fact.Unknown<long>(node.Origin);
    }

    private Fact<decimal> Quantity(string key)
    {
        if (Node(key) is not { } node)
            return default;
        if (node is YamlScalar scalar && Kubernetes.Quantity.TryParse(scalar.Value, out var quantity))
            return Fact.Known(quantity, node.Origin);
        if (!IsPlaceholder(node))
            Report(node, $"'{key}' takes a quantity: a number with a suffix such as m, Ki, Mi, Gi, k, M, G.");
        return Fact.Unknown<decimal>(node.Origin);
    }

    private FactList<T> Scalars<T>(string key, Func<string, YamlNode, Fact<T>> convert)
    {
        if (Node(key) is not { } node)
            return FactList<T>.Unset;
        if (node is not YamlSequence sequence)
        {
            if (!IsPlaceholder(node))
                Report(node, $"'{key}' takes a list; write [{(node is YamlScalar scalar ? scalar.Value : "…")}].");
            return FactList<T>.Unknown(node.Origin);
        }

        var items = new List<Fact<T>>(sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            // An empty text is an item too: the core API group.
            if (item is YamlScalar { Value: "" } && typeof(T) == typeof(string))
                items.Add(Fact.Known((T)(object)"", item.Origin));
            else
                items.Add(convert(key, item) is { IsUnset: false } fact ? fact : Fact.Unknown<T>(item.Origin));
        }

        return new FactList<T>(items, node.Origin);
    }
}
