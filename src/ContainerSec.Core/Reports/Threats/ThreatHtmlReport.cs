using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContainerSec.Threats;

namespace ContainerSec.Reports;

/// <summary>One page that needs nothing else: the graph to pan and zoom, assets to pick, controls to switch on, and what then is left of the paths.</summary>
/// <remarks>No script runs that is not in the page; every text from a judged file is data to it, never markup.</remarks>
internal static class ThreatHtmlReport
{
    // More boxes than a person can look at: then only those on the paths of the report are drawn.
    private const int MostPrivileges = 220;

    public static void Write(ThreatReport report, TextWriter writer, ReportOptions options)
    {
        var page = new StringBuilder(256 * 1024);
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
        page.Append($"<title>Threat model</title>\n<style>{ThreatHtmlAssets.Style}</style>\n</head>\n<body>\n");
        AppendHeader(page, report, options);
        page.Append(ThreatHtmlAssets.Body);
        AppendTables(page, report);
        page.Append($"<script type=\"application/json\" id=\"model\">{Data(report)}</script>\n<script>{ThreatHtmlAssets.Script}</script>\n</body>\n</html>\n");
        writer.Write(page.ToString());
    }

    private static void AppendHeader(StringBuilder page, ThreatReport report, ReportOptions options)
    {
        var model = report.Model;
        page.Append("<header>\n<h1>Threat model</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"sub\">{Counts.Of(report.Files.Count, "file")} · {Counts.Of(model.Footholds.Count, "container")} · {Counts.Of(model.Steps.Count, "attack step")}, {model.Steps.Count(static s => s.Truth == Truth.Yes)} proven · containersec {Encode(options.ToolVersion)}</p>\n");
        if (report.Problems.Count > 0)
        {
            page.Append("<details class=\"problems\" open><summary>What could not be read is missing here</summary><ul>\n");
            foreach (var problem in report.Problems)
                page.Append($"<li class=\"{Names.Of(problem.Severity)}\"><code>{Encode(problem.Origin?.Description ?? "")}</code> {Encode(problem.Message)}</li>\n");
            page.Append("</ul></details>\n");
        }

        page.Append("</header>\n");
    }

    private static void AppendTables(StringBuilder page, ThreatReport report)
    {
        page.Append("<section class=\"tables\">\n<h2>Principles</h2>\n<table><tbody>\n");
        foreach (var score in report.Model.Scores)
            page.Append(CultureInfo.InvariantCulture, $"<tr><th>{Encode(Names.Words(score.Principle))}</th><td class=\"meter\"><meter min=\"0\" max=\"100\" low=\"40\" high=\"75\" optimum=\"100\" value=\"{Math.Round(score.Score)}\"></meter> {Math.Round(score.Score)}</td><td>{Encode(score.Meaning)}</td></tr>\n");
        page.Append("</tbody></table>\n");
        if (report.BlastRadii.Count > 0)
        {
            page.Append("<h2>What falls when one container falls</h2>\n<table><thead><tr><th>container</th><th>falls</th><th>may fall</th><th>holds</th></tr></thead><tbody>\n");
            foreach (var radius in report.BlastRadii)
                page.Append($"<tr><th>{Encode(radius.Start.Of)}</th><td>{Listed(radius.Falls)}</td><td>{Listed(radius.MayFall)}</td><td>{Listed(radius.Holds)}</td></tr>\n");
            page.Append("</tbody></table>\n");
        }

        if (report.Model.Segregation.Count > 0)
        {
            page.Append("<h2>What tenants share</h2>\n<table><tbody>\n");
            foreach (var finding in report.Model.Segregation)
                page.Append($"<tr><th>{Encode(finding.Shared.Description)}</th><td>{Encode(string.Join(", ", finding.Tenants.Select(static t => t.Length == 0 ? "(no namespace)" : t)))}</td><td>{(finding.Truth == Truth.Yes ? "shared" : "possibly shared")}</td></tr>\n");
            page.Append("</tbody></table>\n");
        }

        page.Append("</section>\n");
    }

    private static string Listed(IReadOnlyList<Privilege> privileges)
    {
        var names = privileges.Where(static p => p.Kind is not (PrivilegeKind.Root or PrivilegeKind.Position or PrivilegeKind.Network or PrivilegeKind.Traffic or PrivilegeKind.Volume or PrivilegeKind.Pods or PrivilegeKind.Accounts or PrivilegeKind.NamespaceAdmin)).Select(static p => Encode(p.Description)).ToArray();
        return names.Length <= 4 ? string.Join("<br>", names) : $"<details><summary>{names.Length}</summary>{string.Join("<br>", names)}</details>";
    }

    // Inside of a script element only "<" could end it; the serialiser writes it as an escape.
    private static string Data(ThreatReport report)
    {
        var model = report.Model;
        var assets = report.Assets.Select(static a => a.Asset).ToHashSet();
        var steps = Relevant(report, assets);
        var privileges = steps.SelectMany(static s => (Privilege[])[s.From, s.To]).Distinct().ToArray();
        var numbers = privileges.Select(static (p, i) => (p, i)).ToDictionary(static p => p.p, static p => p.i);
        var controls = steps.SelectMany(static s => s.Controls).Distinct().Where(c => model.Options.CostOf(c) >= 0).ToArray();
        var controlNumbers = controls.Select(static (c, i) => (c, i)).ToDictionary(static p => p.c, static p => p.i);
        var plan = report.Plan.Controls.ToHashSet();
        var document = new ThreatPage(
            [.. privileges.Select(p => new PagePrivilege(p.Id, p.Description, p.Kind is PrivilegeKind.Internet or PrivilegeKind.SupplyChain ? "source" : assets.Contains(p) ? "asset" : "", p.Kind is PrivilegeKind.Secrets or PrivilegeKind.Availability))],
            [.. steps.Select(s => new PageStep(numbers[s.From], numbers[s.To], $"{s.Technique.Id} {s.Technique.Name}", s.Technique.What, s.Truth == Truth.Yes, Math.Round(s.Cost, 4), [.. s.Because.Select(TextOf)], [.. s.Undecided.Select(TextOf)], s.Technique.Assumes, [.. s.Controls.Where(controlNumbers.ContainsKey).Select(c => controlNumbers[c])]))],
            [.. controls.Select(c => new PageControl(c.Id, c.Description, c.Info.How, c.Place?.Description, plan.Contains(c)))]);
        return JsonSerializer.Serialize(document, ThreatPageContext.Default.ThreatPage);
    }

    private static PageEvidence TextOf(Evidence evidence) => new(evidence.Text, evidence.Origin?.Description);

    // Steps on some way from where attackers begin to an asset; of a large model only those of the paths in the report.
    private static IReadOnlyList<AttackStep> Relevant(ThreatReport report, HashSet<Privilege> assets)
    {
        var steps = report.Model.Steps;
        var from = steps.ToLookup(static s => s.From);
        var to = steps.ToLookup(static s => s.To);
        var reached = Closure(report.Model.Sources, p => from[p].Select(static s => s.To));
        var leading = Closure(assets, p => to[p].Select(static s => s.From));
        reached.IntersectWith(leading);
        if (reached.Count <= MostPrivileges)
            return [.. steps.Where(s => reached.Contains(s.From) && reached.Contains(s.To))];
        return [.. report.Assets.Take(40).SelectMany(static a => a.Paths).SelectMany(static p => p.Steps).Distinct<AttackStep>(ReferenceEqualityComparer.Instance)];
    }

    private static HashSet<Privilege> Closure(IEnumerable<Privilege> start, Func<Privilege, IEnumerable<Privilege>> next)
    {
        var seen = new HashSet<Privilege>(start);
        var queue = new Queue<Privilege>(seen);
        while (queue.TryDequeue(out var privilege))
        {
            foreach (var other in next(privilege))
            {
                if (seen.Add(other))
                    queue.Enqueue(other);
            }
        }

        return seen;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(string.Concat(text.Select(static c => char.IsControl(c) ? '\uFFFD' : c)));
}

internal sealed record ThreatPage(IReadOnlyList<PagePrivilege> Privileges, IReadOnlyList<PageStep> Steps, IReadOnlyList<PageControl> Controls);

internal sealed record PagePrivilege(string Id, string Name, string Role, bool IsLesser);

internal sealed record PageStep(int From, int To, string Technique, string What, bool Proven, double Cost, IReadOnlyList<PageEvidence> Because, IReadOnlyList<PageEvidence> Undecided, string? Assumes, IReadOnlyList<int> Controls);

internal sealed record PageEvidence(string Text, string? Place);

internal sealed record PageControl(string Id, string Text, string How, string? Place, bool Planned);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ThreatPage))]
internal sealed partial class ThreatPageContext : JsonSerializerContext;
