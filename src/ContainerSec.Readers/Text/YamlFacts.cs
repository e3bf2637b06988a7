using System.Globalization;

namespace ContainerSec.Readers.Text;

/// <summary>Nodes as facts. Absent and null nodes are unset; nodes of another sort and values that cannot be computed are unknown.</summary>
internal static class YamlFacts
{
    /// <summary>A truth value, in the words of YAML 1.1 too, as the parsers of Kubernetes and Compose take them.</summary>
    public static Fact<bool> Bool(this YamlNode? node) => node.Convert(static text => text switch
    {
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "y" or "Y" => Fact.Known(true),
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "n" or "N" => Fact.Known(false),
        _ => Fact.Unknown<bool>(),
    });

    /// <summary>A text; a number or truth value is the text that was written.</summary>
    public static Fact<string> Text(this YamlNode? node) => node.Convert(static text => Fact.Known(text));

    /// <summary>A whole number; decimal, 0x, 0o.</summary>
    public static Fact<long> Number(this YamlNode? node) => node.Convert(static text =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Fact.Known(number)
        : text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && long.TryParse(text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number) ? Fact.Known(number)
        : text.StartsWith("0o", StringComparison.OrdinalIgnoreCase) && TryOctal(text.Substring(2), out number) ? Fact.Known(number)
        : Fact.Unknown<long>());

    /// <summary>The items of a list as texts; a single text is a list of one.</summary>
    public static FactList<string> TextList(this YamlNode? node) => node.List(static item => item.Text());

    /// <summary>The items of a list, each converted; a single scalar is a list of one.</summary>
    public static FactList<T> List<T>(this YamlNode? node, Func<YamlNode, Fact<T>> convert)
    {
        switch (node)
        {
            case null or YamlScalar { IsNull: true, IsUnknown: false }:
                return FactList<T>.Unset;
            case YamlScalar { IsUnknown: true }:
                return FactList<T>.Unknown(node.Origin);
            case YamlSequence sequence:
                var items = new List<Fact<T>>(sequence.Items.Count);
                foreach (var item in sequence.Items)
                    items.Add(convert(item) is { IsUnset: false } fact ? fact : Fact.Unknown<T>(item.Origin));
                return new FactList<T>(items, sequence.Origin);
            case YamlScalar scalar:
                return new FactList<T>([convert(scalar)], scalar.Origin);
            default:
                return FactList<T>.Unknown(node.Origin);
        }
    }

    /// <summary>The text of a scalar that is known; null otherwise.</summary>
    public static string? KnownText(this YamlNode? node) => node is YamlScalar { IsUnknown: false, IsNull: false } scalar ? scalar.Value : null;

    /// <summary>A fact from the text of a scalar.</summary>
    public static Fact<T> Convert<T>(this YamlNode? node, Func<string, Fact<T>> convert)
    {
        if (node is null or YamlScalar { IsNull: true, IsUnknown: false })
            return default;
        if (node is not YamlScalar { IsUnknown: false } scalar)
            return Fact.Unknown<T>(node.Origin);
        var fact = convert(scalar.Value);
        return fact.IsKnown ? Fact.Known(fact.Value, node.Origin) : Fact.Unknown<T>(node.Origin);
    }

    private static bool TryOctal(string digits, out long number)
    {
        number = 0;
        foreach (var c in digits)
        {
            if (c is < '0' or > '7' || number > long.MaxValue >> 3)
                return false;
            number = (number << 3) | (long)(c - '0');
        }

        return digits.Length > 0;
    }
}
