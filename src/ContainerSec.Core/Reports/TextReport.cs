namespace ContainerSec.Reports;

/// <summary>For people at a terminal: findings by file, each with its line, why it matters and what to do.</summary>
internal static class TextReport
{
    public static void Write(CheckReport report, TextWriter writer, ReportOptions options)
    {
        var session = new Session(report, writer, options);
        foreach (var problem in report.Problems)
            session.WriteProblem(problem);
        if (report.Problems.Count > 0)
            writer.Write('\n');
        var shown = report.Findings.Where(f => f.Severity >= options.MinimumSeverity && (options.Verbose || !f.IsSuppressed));
        foreach (var file in shown.GroupBy(static f => Names.FileOf(f.Origin)))
            session.WriteFile(file.Key, file);
        if (options.Verbose)
            session.WriteUnjudged();
        if (!options.Quiet)
            session.WriteSummary();
    }

    private sealed class Session(CheckReport report, TextWriter writer, ReportOptions options)
    {
        private const string Bold = "\e[1m", Dim = "\e[2m", Red = "\e[31m", Yellow = "\e[33m", Cyan = "\e[36m", Reset = "\e[0m";

        private readonly Excerpts _excerpts = new(report);
        private readonly HashSet<string> _explained = new(StringComparer.Ordinal);

        public void WriteProblem(Readers.ReadProblem problem) => Line(problem.Severity == Readers.ProblemSeverity.Error ? Paint(problem.ToString(), Red) : problem.ToString());

        public void WriteFile(string file, IEnumerable<Finding> findings)
        {
            Line(Paint(file, Bold));
            foreach (var finding in findings)
                WriteFinding(finding);
            Line("");
        }

        public void WriteUnjudged()
        {
            foreach (var item in report.Unjudged.Where(u => u.Severity >= options.MinimumSeverity))
                Line($"{Paint("not judged", Dim)} {item.Rule.Info.Id} {item.Origin?.Description}: {item.Message}");
            if (report.Unjudged.Count > 0)
                Line("");
        }

        public void WriteSummary()
        {
            var counts = Counts.Of(report);
            var summary = $"{Counts.Of(report.Files.Count, "file")} judged by {report.Policy.Profile}: {counts}";
            var colour = counts.Errors > 0 ? Red : counts.Warnings > 0 ? Yellow : Bold;
            Line(Paint(summary, colour));
            if (counts.Suppressed > 0)
                Line($"{Counts.Of(counts.Suppressed, "finding")} accepted by waiver, comment or baseline{(options.Verbose ? "" : " (--verbose lists them)")}");
            var unjudged = report.Unjudged.Count(u => u.Severity >= options.MinimumSeverity);
            if (unjudged > 0)
                Line($"{unjudged} could not be judged: values that are known only when it is deployed{(options.Verbose ? "" : " (--verbose lists them)")}");
            var errors = report.Problems.Count(static p => p.Severity == Readers.ProblemSeverity.Error);
            if (errors > 0)
                Line(Paint($"{Counts.Of(errors, "error")} in what was read: see above", Red));
        }

        private void WriteFinding(Finding finding)
        {
            var info = finding.Rule.Info;
            var place = finding.Origin?.Text is { } text ? $"{text.Start.Line}:{text.Start.Column}" : "-";
            Line($"  {Paint(place, Dim)}  {Paint(Names.Of(finding.Severity), ColourOf(finding.Severity))}  {Paint(info.Id, Bold)}  {finding.Message}");
            if (finding.Suppression is { } suppression)
                Line($"      accepted ({Names.Of(suppression.Kind)}): {suppression.Reason}");
            if (options.Quiet)
                return;
            WriteExcerpt(finding);
            if (_explained.Add(info.Id))
                Field("why", info.Why);
            Field("fix", info.Fix);
        }

        private void WriteExcerpt(Finding finding)
        {
            if (_excerpts.Of(finding.Origin) is not { } excerpt)
                return;
            var number = $"{excerpt.Line}".PadLeft(6);
            Line($"{Paint(number + " |", Dim)} {excerpt.Text}");
            Line($"{Paint("       |", Dim)} {new string(' ', excerpt.Start)}{Paint(new string('^', excerpt.Length), ColourOf(finding.Severity))}");
        }

        private void Field(string name, string text)
        {
            if (text.Length == 0)
                return;
            var label = $"      {name}: ";
            var first = true;
            foreach (var line in Wrap(text, Math.Max(40, options.Width - label.Length)))
            {
                Line((first ? Paint(label, Dim) : new string(' ', label.Length)) + line);
                first = false;
            }
        }

        private static IEnumerable<string> Wrap(string text, int width)
        {
            var line = "";
            foreach (var word in text.Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line;
                    line = "";
                }

                line = line.Length == 0 ? word : $"{line} {word}";
            }

            yield return line;
        }

        private static string ColourOf(Severity severity) => severity switch { Severity.Error => Red, Severity.Warning => Yellow, _ => Cyan };

        private string Paint(string text, string colour) => options.Colour ? colour + text + Reset : text;

        private void Line(string text)
        {
            writer.Write(text);
            writer.Write('\n');
        }
    }
}
