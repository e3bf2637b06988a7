using System.Globalization;
using ContainerSec.Readers.DockerSyntax;
using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Compose;

/// <summary>Reads values of keys and reports those that cannot be.</summary>
internal sealed class ValueReader(ComposeProblems problems)
{
    /// <summary>Reads a text that may have holes.</summary>
    public delegate Fact<T> Syntax<T>(string text, Provenance? origin, out string? error);

    /// <summary>A truth value; interpolated and quoted ones are texts, of which Compose takes <c>1</c> and <c>t</c>, too.</summary>
    public Fact<bool> Bool(YamlMapping? map, string key)
    {
        if (map?[key] is not YamlScalar { IsNull: false } scalar)
            return default;
        if (scalar.Value is "1" or "t")
            return Fact.Known(true, scalar.Origin);
        if (scalar.Value is "0" or "f")
            return Fact.Known(false, scalar.Origin);
        var fact = scalar.Bool();
        if (fact.IsUnknown && !scalar.IsUnknown)
            problems.Error(scalar, $"'{key}' is true or false, not '{scalar.Value}'.");
        return fact;
    }

    public Fact<long> Whole(YamlMapping? map, string key)
    {
        if (map?[key] is not YamlScalar { IsNull: false } scalar)
            return default;
        if (!scalar.IsUnknown && long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return Fact.Known(number, scalar.Origin);
        if (!scalar.IsUnknown)
            problems.Error(scalar, $"'{key}' is a whole number, not '{scalar.Value}'.");
        return Fact.Unknown<long>(scalar.Origin);
    }

    public Fact<double> Real(YamlMapping? map, string key)
    {
        if (map?[key] is not YamlScalar { IsNull: false } scalar)
            return default;
        if (!scalar.IsUnknown && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return Fact.Known(number, scalar.Origin);
        if (!scalar.IsUnknown)
            problems.Error(scalar, $"'{key}' is a number, not '{scalar.Value}'.");
        return Fact.Unknown<double>(scalar.Origin);
    }

    public Fact<long> Size(YamlMapping? map, string key) => Of(map, key, SizeSyntax.Parse);

    public Fact<T> Of<T>(YamlMapping? map, string key, Syntax<T> parse) =>
        map?[key] is YamlScalar { IsNull: false } scalar ? Parse(scalar, parse) : default;

    /// <summary>The items of a list, or a single one, each a text of some form.</summary>
    public FactList<T> ListOf<T>(YamlNode? node, Syntax<T> parse) => ListOf(node, item => item is YamlScalar scalar ? Parse(scalar, parse) : default);

    /// <summary>The items of a list, each converted; those that are unset are no items.</summary>
    public static FactList<T> ListOf<T>(YamlNode? node, Func<YamlNode, Fact<T>> convert)
    {
        if (node is null or YamlScalar { IsNull: true, IsUnknown: false })
            return FactList<T>.Unset;
        if (node is YamlMapping)
            return FactList<T>.Unknown(node.Origin);
        List<YamlNode> nodes = node is YamlSequence sequence ? sequence.Items : [node];
        var items = new List<Fact<T>>(nodes.Count);
        foreach (var item in nodes)
        {
            if (item is not YamlScalar { IsNull: true } && convert(item) is { IsUnset: false } fact)
                items.Add(fact);
        }

        return new FactList<T>(items, node.Origin);
    }

    public Fact<T> Parse<T>(YamlScalar scalar, Syntax<T> parse)
    {
        // A node that could not be read has no text at all.
        if (scalar.IsUnknown && !scalar.Value.HasHole())
            return Fact.Unknown<T>(scalar.Origin);
        var fact = parse(scalar.Value, scalar.Origin, out var error);
        if (error is not null)
            problems.Error(scalar, error);
        return fact;
    }

    /// <summary>Names with values: labels, options of a driver.</summary>
    public static FactList<Label> Labels(YamlNode? node) => Pairs(node, static pair =>
        pair.Name.IsUnknown || pair.Value is YamlScalar { IsUnknown: true }
            ? Fact.Unknown<Label>(pair.Origin)
            : Fact.Known(new Label(pair.Name.Value, (pair.Value as YamlScalar)?.Value ?? ""), pair.Origin));

    public static FactList<T> Pairs<T>(YamlNode? node, Func<ComposePair, Fact<T>> convert)
    {
        if (node is null or YamlScalar { IsNull: true, IsUnknown: false })
            return FactList<T>.Unset;
        if (node is YamlScalar)
            return FactList<T>.Unknown(node.Origin);
        var items = new List<Fact<T>>((node as YamlMapping)?.Entries.Count ?? ((YamlSequence)node).Items.Count);
        foreach (var pair in ComposePair.Of(node))
            items.Add(convert(pair));
        return new FactList<T>(items, node.Origin);
    }
}
