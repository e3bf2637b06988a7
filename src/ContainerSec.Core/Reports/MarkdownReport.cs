namespace ContainerSec.Reports;

/// <summary>Markdown for comments and job summaries: a table a file, then what each rule says.</summary>
internal static class MarkdownReport
{
    public static void Write(CheckReport report, TextWriter writer, ReportOptions options)
    {
        var shown = report.Open.Where(f => f.Severity >= options.MinimumSeverity).ToList();
        Line(writer, "# Container security");
        Line(writer, "");
        Line(writer, $"{Counts.Of(report.Files.Count, "file")} judged by `{report.Policy.Profile}`: **{Counts.Of(report)}**");
        foreach (var problem in report.Problems)
            Line(writer, $"\n> **{Names.Of(problem.Severity)}** {Escape(problem.Origin?.Description ?? "")}: {Escape(problem.Message)}");
        foreach (var file in shown.GroupBy(static f => Names.FileOf(f.Origin)))
            WriteFile(writer, file.Key, file);
        WriteRules(writer, shown);
        WriteRest(writer, report, options);
    }

    private static void WriteFile(TextWriter writer, string file, IEnumerable<Finding> findings)
    {
        Line(writer, $"\n## {Escape(file)}\n");
        Line(writer, "| line | severity | rule | finding |");
        Line(writer, "|---:|---|---|---|");
        foreach (var finding in findings)
            Line(writer, $"| {finding.Origin?.Text?.Start.Line} | {Names.Of(finding.Severity)} | {finding.RuleId} | {Escape(finding.Message)} |");
    }

    private static void WriteRules(TextWriter writer, List<Finding> findings)
    {
        if (findings.Count == 0)
            return;
        Line(writer, "\n## What to do\n");
        foreach (var info in findings.Select(static f => f.Rule.Info).DistinctBy(static i => i.Id).OrderBy(static i => i.Id, StringComparer.Ordinal))
            Line(writer, $"- **{info.Id} {Escape(info.Title)}**: {Escape(info.Why)} {Escape(info.Fix)}");
    }

    private static void WriteRest(TextWriter writer, CheckReport report, ReportOptions options)
    {
        var suppressed = report.Findings.Where(static f => f.IsSuppressed).ToList();
        if (suppressed.Count > 0)
        {
            Line(writer, "\n## Accepted\n");
            foreach (var finding in suppressed)
                Line(writer, $"- {finding.RuleId} {Escape(finding.Origin?.Description ?? "")}: {Escape(finding.Message)} ({Names.Of(finding.Suppression!.Kind)}: {Escape(finding.Suppression.Reason)})");
        }

        var unjudged = report.Unjudged.Where(u => u.Severity >= options.MinimumSeverity).ToList();
        if (unjudged.Count > 0)
        {
            Line(writer, "\n## Not judged\n");
            foreach (var item in unjudged)
                Line(writer, $"- {item.Rule.Info.Id} {Escape(item.Origin?.Description ?? "")}: {Escape(item.Message)}");
        }
    }

    private static void Line(TextWriter writer, string text)
    {
        writer.Write(text);
        writer.Write('\n');
    }

    // Names come from files that nobody vouches for: nothing in them may become a link, a cell or markup.
    internal static string Escape(string text) => string.Concat(text.Select(static c => char.IsControl(c) ? ' ' : c))
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("`", "\\`", StringComparison.Ordinal);
}
