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
        private readonly Ink _ink = new(writer, options);
        private readonly Excerpts _excerpts = new(report);
        private readonly HashSet<string> _explained = new(StringComparer.Ordinal);

        public void WriteProblem(Readers.ReadProblem problem) => _ink.Line(problem.Severity == Readers.ProblemSeverity.Error ? _ink.Paint(problem.ToString(), Ink.Red) : problem.ToString());

        public void WriteFile(string file, IEnumerable<Finding> findings)
        {
            _ink.Line(_ink.Paint(file, Ink.Bold));
            foreach (var finding in findings)
                WriteFinding(finding);
            _ink.Line("");
        }

        public void WriteUnjudged()
        {
            foreach (var item in report.Unjudged.Where(u => u.Severity >= options.MinimumSeverity))
                _ink.Line($"{_ink.Paint("not judged", Ink.Dim)} {item.Rule.Info.Id} {item.Origin?.Description}: {item.Message}");
            if (report.Unjudged.Count > 0)
                _ink.Line("");
        }

        public void WriteSummary()
        {
            var counts = Counts.Of(report);
            var summary = $"{Counts.Of(report.Files.Count, "file")} judged by {report.Policy.Profile}: {counts}";
            var colour = counts.Errors > 0 ? Ink.Red : counts.Warnings > 0 ? Ink.Yellow : Ink.Bold;
            _ink.Line(_ink.Paint(summary, colour));
            if (counts.Suppressed > 0)
                _ink.Line($"{Counts.Of(counts.Suppressed, "finding")} accepted by waiver, comment or baseline{(options.Verbose ? "" : " (--verbose lists them)")}");
            var unjudged = report.Unjudged.Count(u => u.Severity >= options.MinimumSeverity);
            if (unjudged > 0)
                _ink.Line($"{unjudged} could not be judged: values that are known only when it is deployed{(options.Verbose ? "" : " (--verbose lists them)")}");
            var errors = report.Problems.Count(static p => p.Severity == Readers.ProblemSeverity.Error);
            if (errors > 0)
                _ink.Line(_ink.Paint($"{Counts.Of(errors, "error")} in what was read: see above", Ink.Red));
        }

        private void WriteFinding(Finding finding)
        {
            var info = finding.Rule.Info;
            var place = finding.Origin?.Text is { } text ? $"{text.Start.Line}:{text.Start.Column}" : "-";
            _ink.Line($"  {_ink.Paint(place, Ink.Dim)}  {_ink.Paint(finding.Severity)}  {_ink.Paint(info.Id, Ink.Bold)}  {finding.Message}");
            if (finding.Suppression is { } suppression)
                _ink.Line($"      accepted ({Names.Of(suppression.Kind)}): {suppression.Reason}");
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
            _ink.Line($"{_ink.Paint(number + " |", Ink.Dim)} {excerpt.Text}");
            _ink.Line($"{_ink.Paint("       |", Ink.Dim)} {new string(' ', excerpt.Start)}{_ink.Paint(new string('^', excerpt.Length), Ink.ColourOf(finding.Severity))}");
        }

        private void Field(string name, string text)
        {
            if (text.Length == 0)
                return;
            var label = $"      {name}: ";
            var first = true;
            foreach (var line in Wrap(text, Math.Max(40, options.Width - label.Length)))
            {
                _ink.Line((first ? _ink.Paint(label, Ink.Dim) : new string(' ', label.Length)) + line);
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
    }
}
