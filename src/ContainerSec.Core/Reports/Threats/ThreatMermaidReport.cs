using System.Globalization;
using System.Text;
using ContainerSec.Threats;

namespace ContainerSec.Reports;

/// <summary>A flow chart in the language of Mermaid: the paths to the assets, each step once. Solid arrows are proven, dotted ones possible.</summary>
internal static class ThreatMermaidReport
{
    public static void Write(ThreatReport report, TextWriter writer)
    {
        var steps = report.Assets.SelectMany(static a => a.Paths.Take(1)).SelectMany(static p => p.Steps).Distinct<AttackStep>(ReferenceEqualityComparer.Instance).ToArray();
        var assets = report.Assets.Select(static a => a.Asset).ToHashSet();
        var names = new Dictionary<Privilege, string>();
        Line(writer, "flowchart LR");
        foreach (var privilege in steps.SelectMany(static s => (Privilege[])[s.From, s.To]).Distinct())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"n{names.Count}");
            names.Add(privilege, name);
            var text = Escape(privilege.Description);
            Line(writer, privilege.Kind is PrivilegeKind.Internet or PrivilegeKind.SupplyChain ? $"  {name}([\"{text}\"]):::source"
                : assets.Contains(privilege) ? $"  {name}{{{{\"{text}\"}}}}:::asset"
                : $"  {name}[\"{text}\"]");
        }

        foreach (var way in steps.GroupBy(static s => (s.From, s.To)))
        {
            var label = string.Join(", ", way.Select(static s => s.Technique.Id).Distinct());
            Line(writer, $"  {names[way.Key.From]} {(way.Any(static s => s.Truth == Truth.Yes) ? "-->" : "-.->")}|{label}| {names[way.Key.To]}");
        }

        Line(writer, "  classDef source stroke-dasharray: 4 3");
        Line(writer, "  classDef asset stroke-width: 3px");
    }

    // In a quoted text only quotes end it, but "%%{" is a directive wherever it stands. Mermaid knows the entities of HTML, with # in place of &.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => escaped.Append("#quot;"),
                '<' => escaped.Append("#lt;"),
                '>' => escaped.Append("#gt;"),
                '#' or '`' or '%' or '\\' => escaped.Append(CultureInfo.InvariantCulture, $"#{(int)c};"),
                _ => escaped.Append(char.IsControl(c) ? ' ' : c),
            };
        }

        return escaped.ToString();
    }

    private static void Line(TextWriter writer, string text)
    {
        writer.Write(text);
        writer.Write('\n');
    }
}
