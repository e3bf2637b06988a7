using System.Globalization;
using System.Net;
using System.Text;

namespace ContainerSec.Reports;

/// <summary>One page that needs nothing else: filter, group, excerpts, light and dark.</summary>
/// <remarks>No script runs that is not in the page; every text from a judged file is encoded.</remarks>
internal static class HtmlReport
{
    public static void Write(CheckReport report, TextWriter writer, ReportOptions options)
    {
        var page = new StringBuilder(64 * 1024);
        var shown = report.Findings.Where(f => f.Severity >= options.MinimumSeverity).ToList();
        var counts = Counts.Of(report);
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
        page.Append($"<title>Container security: {Encode(counts.ToString())}</title>\n<style>{HtmlAssets.Style}</style>\n</head>\n<body>\n");
        AppendHeader(page, report, counts, options);
        AppendProblems(page, report);
        AppendFilters(page, shown);
        AppendFindings(page, shown, new Excerpts(report));
        AppendUnjudged(page, report, options);
        page.Append($"<script>{HtmlAssets.Script}</script>\n</body>\n</html>\n");
        writer.Write(page.ToString());
    }

    private static void AppendHeader(StringBuilder page, CheckReport report, Counts counts, ReportOptions options)
    {
        page.Append("<header>\n<h1>Container security</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"sub\">{Counts.Of(report.Files.Count, "file")} judged by <code>{Encode(report.Policy.Profile)}</code>, {report.Passed} judgements passed · containersec {Encode(options.ToolVersion)}</p>\n");
        page.Append("<ul class=\"tiles\">\n");
        Tile(page, counts.Errors, "errors", "error");
        Tile(page, counts.Warnings, "warnings", "warning");
        Tile(page, counts.Infos, "info", "info");
        Tile(page, counts.Suppressed, "accepted", "accepted");
        Tile(page, report.Unjudged.Count(u => u.Severity >= options.MinimumSeverity), "not judged", "unjudged");
        page.Append("</ul>\n</header>\n");
    }

    private static void Tile(StringBuilder page, int count, string name, string kind) =>
        page.Append(CultureInfo.InvariantCulture, $"<li class=\"{kind}{(count == 0 ? " zero" : "")}\"><b>{count}</b> {name}</li>\n");

    private static void AppendProblems(StringBuilder page, CheckReport report)
    {
        if (report.Problems.Count == 0)
            return;
        page.Append("<section class=\"problems\">\n<h2>What could not be read</h2>\n<ul>\n");
        foreach (var problem in report.Problems)
            page.Append($"<li class=\"{Names.Of(problem.Severity)}\"><code>{Encode(problem.Origin?.Description ?? "")}</code> {Encode(problem.Message)}</li>\n");
        page.Append("</ul>\n</section>\n");
    }

    private static void AppendFilters(StringBuilder page, List<Finding> findings)
    {
        if (findings.Count == 0)
            return;
        page.Append("<nav>\n<input id=\"q\" type=\"search\" placeholder=\"Filter: rule, file, text\" aria-label=\"Filter findings\">\n<span class=\"checks\">\n");
        foreach (var severity in (Severity[])[Severity.Error, Severity.Warning, Severity.Info, Severity.Hidden])
        {
            if (findings.Exists(f => f.Severity == severity && !f.IsSuppressed))
                page.Append($"<label><input type=\"checkbox\" data-severity=\"{Names.Of(severity)}\" checked> {Names.Of(severity)}</label>\n");
        }

        if (findings.Exists(static f => f.IsSuppressed))
            page.Append("<label><input type=\"checkbox\" data-severity=\"accepted\"> accepted</label>\n");
        page.Append("</span>\n<label>group by <select id=\"group\"><option value=\"file\">file</option><option value=\"rule\">rule</option><option value=\"chapter\">chapter</option><option value=\"severity\">severity</option></select></label>\n<span id=\"shown\" role=\"status\"></span>\n</nav>\n");
    }

    private static void AppendFindings(StringBuilder page, List<Finding> findings, Excerpts excerpts)
    {
        page.Append("<main id=\"findings\">\n");
        if (findings.Count == 0)
            page.Append("<p class=\"empty\">Nothing was found.</p>\n");
        foreach (var finding in findings)
            AppendFinding(page, finding, excerpts);
        page.Append("</main>\n");
    }

    private static void AppendFinding(StringBuilder page, Finding finding, Excerpts excerpts)
    {
        var info = finding.Rule.Info;
        var kind = finding.IsSuppressed ? "accepted" : Names.Of(finding.Severity);
        page.Append($"<article class=\"{kind}\" data-severity=\"{kind}\" data-file=\"{Encode(Names.FileOf(finding.Origin))}\" data-rule=\"{info.Id} {Encode(info.Title)}\" data-chapter=\"{(int)info.Chapter:00} {Encode(ChapterNames.Of(info.Chapter))}\">\n");
        page.Append($"<h3><span class=\"badge\">{kind}</span> <span class=\"id\">{info.Id}</span> {Encode(finding.Message)}</h3>\n");
        page.Append($"<p class=\"place\"><code>{Encode(finding.Origin?.Description ?? "")}</code></p>\n");
        if (excerpts.Of(finding.Origin) is { } excerpt)
        {
            var (before, meant, after) = (excerpt.Text[..excerpt.Start], excerpt.Text[excerpt.Start..Math.Min(excerpt.Text.Length, excerpt.Start + excerpt.Length)], excerpt.Text[Math.Min(excerpt.Text.Length, excerpt.Start + excerpt.Length)..]);
            page.Append($"<pre><span class=\"n\">{excerpt.Line}</span>{Encode(before)}<mark>{Encode(meant)}</mark>{Encode(after)}</pre>\n");
        }

        page.Append($"<p class=\"fix\"><b>Fix</b> {Encode(info.Fix)}</p>\n");
        if (finding.Suppression is { } suppression)
            page.Append($"<p class=\"fix\"><b>Accepted</b> ({Names.Of(suppression.Kind)}) {Encode(suppression.Reason)}</p>\n");
        page.Append($"<details><summary>Why it matters</summary><p>{Encode(info.Why)}</p>");
        if (info.Mappings.Count > 0)
            page.Append($"<p class=\"maps\">{string.Join(" · ", info.Mappings.GroupBy(static m => m.Standard).Select(static g => $"{Encode(ChapterNames.Of(g.Key))} {Encode(string.Join(", ", g.Select(static m => m.Id)))}"))}</p>");
        page.Append("</details>\n</article>\n");
    }

    private static void AppendUnjudged(StringBuilder page, CheckReport report, ReportOptions options)
    {
        var unjudged = report.Unjudged.Where(u => u.Severity >= options.MinimumSeverity).ToList();
        if (unjudged.Count == 0)
            return;
        page.Append($"<section class=\"unjudged\">\n<details><summary>{unjudged.Count} could not be judged: values that are known only when it is deployed</summary>\n<ul>\n");
        foreach (var item in unjudged)
            page.Append($"<li><b>{item.Rule.Info.Id}</b> <code>{Encode(item.Origin?.Description ?? "")}</code> {Encode(item.Message)}</li>\n");
        page.Append("</ul>\n</details>\n</section>\n");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
