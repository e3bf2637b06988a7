namespace ContainerSec.Reports;

/// <summary>Workflow commands of GitHub Actions: each finding becomes an annotation of its line.</summary>
/// <remarks>GitHub documentation, "Workflow commands for GitHub Actions".</remarks>
internal static class GithubReport
{
    public static void Write(CheckReport report, TextWriter writer, ReportOptions options)
    {
        foreach (var problem in report.Problems)
            WriteCommand(writer, problem.Severity switch { Readers.ProblemSeverity.Error => "error", Readers.ProblemSeverity.Warning => "warning", _ => "notice" }, problem.Code, problem.Message, problem.Origin);
        foreach (var finding in report.Open.Where(f => f.Severity >= options.MinimumSeverity))
        {
            var command = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
            WriteCommand(writer, command, $"{finding.RuleId} {finding.Rule.Info.Title}", $"{finding.Message}\n{finding.Rule.Info.Fix}", finding.Origin);
        }
    }

    private static void WriteCommand(TextWriter writer, string command, string title, string message, Provenance? origin)
    {
        var place = "";
        if (origin?.Text is { } text)
        {
            var (start, end) = (text.Start, text.End);
            place = $"file={Property(text.Source.Path)},line={start.Line},endLine={end.Line},";
            // A column may only be named where beginning and end are in one line.
            if (start.Line == end.Line)
                place += $"col={start.Column},endColumn={end.Column},";
        }

        writer.Write($"::{command} {place}title={Property(title)}::{Data(message)}\n");
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
