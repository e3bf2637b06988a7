using System.Globalization;
using ContainerSec.Threats;

namespace ContainerSec.Reports;

/// <summary>Markdown for comments and wikis: what is in reach and how, what to change, the chart, what falls with what.</summary>
internal static class ThreatMarkdownReport
{
    public static void Write(ThreatReport report, TextWriter writer)
    {
        var model = report.Model;
        Line(writer, "# Threat model\n");
        Line(writer, $"{Counts.Of(report.Files.Count, "file")}, {Counts.Of(model.Footholds.Count, "container")}: **{report.Assets.Count(static a => a.IsProven)} of {model.Assets.Count} assets are in proven reach, {report.Assets.Count(static a => !a.IsProven)} in possible reach.**");
        foreach (var problem in report.Problems)
            Line(writer, $"\n> **{Names.Of(problem.Severity)}** {Escape(problem.Origin?.Description ?? "")}: {Escape(problem.Message)}");
        WritePlan(writer, report.Plan);
        WriteChart(writer, report);
        WritePaths(writer, report);
        WriteBlastRadii(writer, report);
        WriteStride(writer, report);
        WriteScores(writer, model);
    }

    private static void WritePlan(TextWriter writer, ControlPlan plan)
    {
        Line(writer, "\n## What to change\n");
        if (plan.Before.Count == 0)
        {
            Line(writer, "No proven path leads beyond a single service.");
            return;
        }

        Line(writer, $"The least changes that cut every proven path to {Counts.Of(plan.Before.Count, "asset")} beyond a single service; {(plan.IsOptimal ? "no smaller set does" : $"the search ended early: at least {Number(plan.LowerBound)} of {Number(plan.Cost)} are needed")}.\n");
        Line(writer, "| | change | where | how |\n|---:|---|---|---|");
        for (var i = 0; i < plan.Controls.Count; i++)
            Line(writer, $"| {i + 1} | {Escape(plan.Controls[i].Description)} | {Escape(plan.Controls[i].Place?.Description ?? "")} | {Escape(plan.Controls[i].Info.How)} |");
        foreach (var path in plan.Uncut)
            Line(writer, $"\nNo change of the catalogue cuts the way to {Escape(path.Asset.Description)}.");
    }

    private static void WriteChart(TextWriter writer, ThreatReport report)
    {
        if (report.Assets.Count == 0)
            return;
        Line(writer, "\n## The ways\n\n```mermaid");
        ThreatMermaidReport.Write(report, writer);
        Line(writer, "```");
    }

    private static void WritePaths(TextWriter writer, ThreatReport report)
    {
        foreach (var asset in report.Assets)
        {
            var path = asset.Paths[0];
            Line(writer, $"\n### {Escape(asset.Asset.Description)}: {(path.IsProven ? "proven" : "possible")}\n");
            Line(writer, $"From {Escape(path.Source.Description)}, cost {Number(path.Cost)}.\n");
            foreach (var step in path.Steps)
            {
                Line(writer, $"1. **{Escape(step.To.Description)}** by {step.Technique.Id} {Escape(step.Technique.Name)}");
                foreach (var evidence in step.Because)
                    Line(writer, $"   - {Escape(evidence.Text)}{Place(evidence.Origin)}");
                foreach (var evidence in step.Undecided)
                    Line(writer, $"   - *not known:* {Escape(evidence.Text)}{Place(evidence.Origin)}");
                if (step.Because.Count + step.Undecided.Count == 0)
                    Line(writer, $"   - {Escape(step.Technique.What)}");
                if (step.Technique.Assumes is { } assumption)
                    Line(writer, $"   - *taken for granted:* {Escape(assumption)}");
            }
        }
    }

    private static void WriteBlastRadii(TextWriter writer, ThreatReport report)
    {
        if (report.BlastRadii.Count == 0)
            return;
        Line(writer, "\n## What falls when one container falls\n");
        Line(writer, "| container | falls | may fall | holds |\n|---|---:|---:|---:|");
        foreach (var radius in report.BlastRadii)
            Line(writer, $"| {Escape(radius.Start.Of)} | {radius.Falls.Count} | {radius.MayFall.Count} | {radius.Holds.Count} |");
    }

    private static void WriteStride(TextWriter writer, ThreatReport report)
    {
        var steps = report.Assets.SelectMany(static a => a.Paths).SelectMany(static p => p.Steps).Distinct<AttackStep>(ReferenceEqualityComparer.Instance).ToArray();
        if (steps.Length == 0)
            return;
        var classes = Enum.GetValues<Stride>().Where(static s => s != Stride.None).ToArray();
        Line(writer, "\n## STRIDE by element\n");
        Line(writer, $"| element | {string.Join(" | ", classes.Select(Names.Words))} |\n|---|{string.Concat(classes.Select(static _ => "---|"))}");
        foreach (var element in steps.GroupBy(static s => s.To).OrderBy(static g => g.Key.Kind).ThenBy(static g => g.Key.Of, StringComparer.Ordinal))
            Line(writer, $"| {Escape(element.Key.Description)} | {string.Join(" | ", classes.Select(c => string.Join(" ", element.Where(s => s.Technique.Stride.HasFlag(c)).Select(static s => s.Technique.Id).Distinct())))} |");
        Line(writer, "\n| technique | ATT&CK | Kubernetes matrix | OWASP |\n|---|---|---|---|");
        foreach (var info in steps.Select(static s => s.Technique).Distinct().OrderBy(static t => t.Id, StringComparer.Ordinal))
            Line(writer, $"| {info.Id} {Escape(info.Name)} | {string.Join(", ", info.Attack)} | {string.Join(", ", info.KubernetesMatrix)} | {string.Join(", ", info.Owasp)} |");
    }

    private static void WriteScores(TextWriter writer, ThreatModel model)
    {
        Line(writer, "\n## Principles\n\n| principle | of 100 | what it says |\n|---|---:|---|");
        foreach (var score in model.Scores)
            Line(writer, $"| {Names.Words(score.Principle)} | {Number(Math.Round(score.Score))} | {Escape(score.Meaning)} |");
    }

    private static string Place(Provenance? origin) => origin is null ? "" : $" ({Escape(origin.Description)})";

    private static string Escape(string text) => MarkdownReport.Escape(text);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Line(TextWriter writer, string text)
    {
        writer.Write(text);
        writer.Write('\n');
    }
}
