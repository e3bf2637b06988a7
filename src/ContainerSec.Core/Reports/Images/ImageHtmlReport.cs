using System.Globalization;
using System.Net;
using System.Text;
using ContainerSec.Images;

namespace ContainerSec.Reports;

/// <summary>One page about an image that needs nothing else: layers, findings, secrets, packages, gaps.</summary>
/// <remarks>No script runs that is not in the page; every text from the image is encoded.</remarks>
internal static class ImageHtmlReport
{
    public static void Write(ImageReport report, TextWriter writer, ReportOptions options)
    {
        var page = new StringBuilder(64 * 1024);
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
        page.Append($"<title>Image: {Encode(report.Source)}</title>\n<style>{HtmlAssets.Style}{HtmlAssets.ImageStyle}</style>\n</head>\n<body>\n");
        AppendHeader(page, report, options);
        AppendFindings(page, report, options);
        AppendLayers(page, report);
        AppendSecrets(page, report);
        AppendApplications(page, report);
        AppendFiles(page, report);
        AppendPackages(page, report);
        AppendGaps(page, report);
        page.Append($"<script>{HtmlAssets.TableScript}</script>\n</body>\n</html>\n");
        writer.Write(page.ToString());
    }

    private static void AppendHeader(StringBuilder page, ImageReport report, ReportOptions options)
    {
        page.Append($"<header>\n<h1>{Encode(report.Names.Count > 0 ? report.Names[0] : report.Source)}</h1>\n");
        var facts = new[] { report.OperatingSystem?.PrettyName ?? "no operating system", report.Platform?.ToString(), ByteSize.Of(report.Size), report.Settings.User.Length == 0 ? "runs as root" : $"runs as {report.Settings.User}", report.Created is { } created ? $"made {created:yyyy-MM-dd}" : null };
        page.Append($"<p class=\"sub\">{Encode(string.Join(" · ", facts.Where(static f => f is not null)))}<br><code>{Encode(report.Digest ?? report.ConfigDigest ?? report.Source)}</code><br>judged by <code>{Encode(report.Policy.Profile)}</code> · containersec {Encode(options.ToolVersion)}</p>\n");
        page.Append("<ul class=\"tiles\">\n");
        Tile(page, report.Open.Count(static f => f.Severity == Severity.Error), "errors", "error");
        Tile(page, report.Open.Count(static f => f.Severity == Severity.Warning), "warnings", "warning");
        Tile(page, report.Open.Count(static f => f.Severity == Severity.Info), "info", "info");
        Tile(page, report.Secrets.Count, "secrets", "error");
        Tile(page, report.Packages.Count, "packages", "");
        Tile(page, report.SetuidFiles.Count + report.FileCapabilities.Count, "privileged files", "");
        Tile(page, report.Gaps.Count, "not seen", "warning");
        page.Append("</ul>\n</header>\n");
    }

    private static void Tile(StringBuilder page, int count, string name, string kind) =>
        page.Append(CultureInfo.InvariantCulture, $"<li class=\"{kind}{(count == 0 ? " zero" : "")}\"><b>{count}</b> {name}</li>\n");

    private static void AppendFindings(StringBuilder page, ImageReport report, ReportOptions options)
    {
        var shown = report.Findings.Where(f => f.Severity >= options.MinimumSeverity).ToList();
        if (shown.Count == 0)
            return;
        page.Append("<h2>Findings</h2>\n");
        foreach (var finding in shown.OrderByDescending(static f => f.Severity))
        {
            var kind = finding.IsSuppressed ? "accepted" : Names.Of(finding.Severity);
            page.Append($"<article class=\"{kind}\">\n<h3><span class=\"badge\">{kind}</span> <span class=\"id\">{finding.RuleId}</span> {Encode(finding.Message)}</h3>\n");
            page.Append($"<p class=\"place\"><code>{Encode(finding.Origin?.Description ?? "")}</code></p>\n<p class=\"fix\"><b>Fix</b> {Encode(finding.Rule.Info.Fix)}</p>\n");
            if (finding.Suppression is { } suppression)
                page.Append($"<p class=\"fix\"><b>Accepted</b> ({Names.Of(suppression.Kind)}) {Encode(suppression.Reason)}</p>\n");
            page.Append($"<details><summary>Why it matters</summary><p>{Encode(finding.Rule.Info.Why)}</p></details>\n</article>\n");
        }
    }

    private static void AppendLayers(StringBuilder page, ImageReport report)
    {
        if (report.Layers.Count == 0)
            return;
        var largest = Math.Max(1, report.Layers.Max(static l => l.UnpackedSize));
        page.Append("<h2>Layers <small>base first</small></h2>\n<ol class=\"layers\">\n");
        foreach (var layer in report.Layers)
        {
            var packages = string.Join(", ", report.Packages.Where(p => p.Layer == layer.DiffId).GroupBy(static p => p.Type).Select(static g => $"{g.Count()} {g.Key}"));
            page.Append($"<li><code class=\"cmd\">{Encode(layer.CreatedBy ?? "")}</code>\n");
            page.Append(CultureInfo.InvariantCulture, $"<span class=\"bar\"><i style=\"width:{100.0 * layer.UnpackedSize / largest:0.#}%\"></i></span>\n");
            page.Append($"<p class=\"place\">{ByteSize.Of(layer.Size)} stored, {ByteSize.Of(layer.UnpackedSize)} unpacked · {Counts.Of(layer.Files, "file")}{(layer.Removed > 0 ? $" · removes {layer.Removed}" : "")}{(layer.WastedSize > 0 ? $" · <b>{ByteSize.Of(layer.WastedSize)} never seen</b>" : "")}{(packages.Length > 0 ? " · " + Encode(packages) : "")}<br><code>{Encode(layer.DiffId)}</code></p></li>\n");
        }

        page.Append("</ol>\n");
    }

    private static void AppendSecrets(StringBuilder page, ImageReport report)
    {
        if (report.Secrets.Count > 0)
            Table(page, "Secrets", ["What", "Where", "Seen"], report.Secrets.Select(static s => (string[])[s.Kind, s.Path + (s.Line is { } line ? $":{line}" : ""), s.Redacted + (s.Deleted ? " (removed later, still in the image)" : "")]));
        if (report.Keys.Count > 0)
            Table(page, "Keys and certificates", ["What", "Where", "Algorithm", "Weaknesses"], report.Keys.Select(static k => (string[])[k.Kind.ToString(), k.Path, k.Algorithm ?? "", string.Join(" ", k.Weaknesses)]));
    }

    private static void AppendApplications(StringBuilder page, ImageReport report)
    {
        if (report.DotNetApplications.Count > 0)
            Table(page, ".NET applications", ["Application", "Published as", "Target", "Runs on", "Packages"], report.DotNetApplications.Select(static a => (string[])[a.Path, a.Deployment.ToString(), a.TargetFramework ?? "", string.Join(", ", a.Frameworks.Select(static f => $"{f.Name} {f.Resolved ?? f.Requested + " (missing)"}")), a.HasKnownPackages ? "known" : "unknown"]));
    }

    private static void AppendFiles(StringBuilder page, ImageReport report)
    {
        var rows = report.SetuidFiles.Select(static f => (string[])[f.Path, "setuid or setgid", Names.OfMode(f.Mode), $"{f.UserId}:{f.GroupId}"])
            .Concat(report.FileCapabilities.Select(static f => (string[])[f.Path, $"capabilities {f.Permitted}", "", f.IsEffective ? "effective" : "permitted"]))
            .Concat(report.WorldWritable.Select(static f => (string[])[f.Path, "writable by everybody", Names.OfMode(f.Mode), $"{f.UserId}:{f.GroupId}"]))
            .Concat(report.Devices.Select(static f => (string[])[f.Path, "device node", Names.OfMode(f.Mode), $"{f.UserId}:{f.GroupId}"])).ToList();
        if (rows.Count > 0)
            Table(page, "Files that give rights", ["File", "What", "Mode", "Owner"], rows);
        if (report.Tools.Count > 0)
            Table(page, "What an attacker finds", ["Program", "Kind", "File"], report.Tools.Select(static t => (string[])[t.Name, t.Kind.ToString(), t.Path]));
    }

    private static void AppendPackages(StringBuilder page, ImageReport report)
    {
        if (report.Packages.Count == 0)
            return;
        page.Append("<nav><input class=\"rows\" type=\"search\" placeholder=\"Filter packages\" aria-label=\"Filter packages\"></nav>\n");
        Table(page, "Packages", ["Type", "Name", "Version", "Licences", "Evidence"], report.Packages.Select(static p => (string[])[p.Type, p.Name, p.Version, string.Join(", ", p.Licenses), p.Location]));
    }

    private static void AppendGaps(StringBuilder page, ImageReport report)
    {
        if (report.Gaps.Count > 0)
            Table(page, "What could not be seen", ["Kind", "Where", "Why"], report.Gaps.Select(static g => (string[])[g.Code, g.Path ?? g.Layer ?? "image", g.Message]));
    }

    private static void Table(StringBuilder page, string title, string[] head, IEnumerable<string[]> rows)
    {
        page.Append($"<section>\n<h2>{Encode(title)}</h2>\n<div class=\"wide\"><table>\n<thead><tr>");
        foreach (var name in head)
            page.Append($"<th>{Encode(name)}</th>");
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            page.Append("<tr>");
            foreach (var cell in row)
                page.Append($"<td>{Encode(cell)}</td>");
            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n</section>\n");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
