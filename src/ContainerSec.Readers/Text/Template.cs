using System.Text;
using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Readers.Text;

/// <summary>Puts holes where a format's expressions stand.</summary>
internal static class Template
{
    /// <summary>Development containers: <c>${localEnv:HOME}</c>.</summary>
    public static string Variables(string text) => Replace(text, "${", "}");

    /// <summary>GitHub Actions: <c>${{ github.sha }}</c>.</summary>
    public static string Expressions(string text) => Replace(text, "${{", "}}");

    /// <summary>A scalar as a text with holes; null when it is no known scalar.</summary>
    public static string? TextWithHoles(this YamlNode? node, Func<string, string> template) => node switch
    {
        // What was put together elsewhere has its holes already.
        YamlScalar { IsUnknown: true } scalar => scalar.Value.HasHole() ? scalar.Value : Holes.Hole.ToString(),
        YamlScalar { IsNull: false } scalar => template(scalar.Value),
        _ => null,
    };

    /// <summary>A scalar as a fact: unknown when an expression stands in it.</summary>
    public static Fact<string> Text(this YamlNode? node, Func<string, string> template) =>
        node.TextWithHoles(template) is { } text ? text.ToFact(node!.Origin) : node.Text();

    /// <summary>The items of a list as facts, each made from its text with holes.</summary>
    public static FactList<T> List<T>(this YamlNode? node, Func<string, string> template, Func<string, Provenance, Fact<T>> convert) =>
        node.List(item => item.TextWithHoles(template) is { } text ? convert(text, item.Origin) : Fact.Unknown<T>(item.Origin));

    /// <summary>Environment variables or build arguments: a mapping of names to values, or a list of <c>NAME=VALUE</c>.</summary>
    public static FactList<EnvironmentVariable> Variables(this YamlNode? node, Func<string, string> template)
    {
        if (node is not YamlMapping mapping)
            return node.List(template, VariableSyntax.Environment);
        var items = mapping.Entries.Select(entry => Variable(entry, template)).ToList();
        return new FactList<EnvironmentVariable>(items, mapping.Origin);
    }

    /// <summary>Labels: a mapping of names to values, or a list of <c>NAME=VALUE</c>.</summary>
    public static FactList<Label> Labels(this YamlNode? node, Func<string, string> template)
    {
        if (node is not YamlMapping mapping)
            return node.List(template, VariableSyntax.Label);
        var items = mapping.Entries.Select(entry =>
            entry.Value.Text(template) is { IsUnknown: true } ? Fact.Unknown<Label>(entry.Value.Origin)
            : Fact.Known(new Label(entry.Key.Value, entry.Value.KnownText() ?? ""), entry.Value.Origin)).ToList();
        return new FactList<Label>(items, mapping.Origin);
    }

    private static Fact<EnvironmentVariable> Variable(YamlEntry entry, Func<string, string> template)
    {
        var text = entry.Value.TextWithHoles(template);
        return Fact.Known(
            new EnvironmentVariable
            {
                Name = entry.Key.Value,
                Value = text?.ToFact(entry.Value.Origin) ?? entry.Value.Text(),
                Source = text is null || !text.HasHole() ? ValueSource.Literal : text.IsHole() ? ValueSource.Expression : ValueSource.Interpolated,
            },
            entry.Value.Origin);
    }

    private static string Replace(string text, string open, string close)
    {
        var start = text.IndexOf(open, StringComparison.Ordinal);
        if (start < 0)
            return text;
        var (result, copied) = (new StringBuilder(text.Length), 0);
        while (start >= 0)
        {
            var end = text.IndexOf(close, start + open.Length, StringComparison.Ordinal);
            result.Append(text, copied, start - copied).Append(Holes.Hole);
            copied = end < 0 ? text.Length : end + close.Length;
            start = text.IndexOf(open, copied, StringComparison.Ordinal);
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
