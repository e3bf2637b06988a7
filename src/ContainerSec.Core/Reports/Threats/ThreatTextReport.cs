using System.Globalization;
using ContainerSec.Threats;

namespace ContainerSec.Reports;

/// <summary>For people at a terminal: the ways to each asset with their evidence, the least set of changes, what falls with what, the principles.</summary>
internal static class ThreatTextReport
{
    public static void Write(ThreatReport report, TextWriter writer, ReportOptions options)
    {
        var session = new Session(report, writer, options);
        foreach (var problem in report.Problems)
            session.WriteProblem(problem);
        session.WriteHead();
        session.WriteAssets();
        session.WritePlan(report.Plan);
        if (options.Verbose || report.Plan.Before.Count == 0)
            session.WritePlan(report.FullPlan);
        if (!options.Quiet)
        {
            session.WriteBlastRadii();
            session.WriteSegregation();
            session.WriteScores();
        }

        session.WriteSummary();
    }

    private sealed class Session(ThreatReport report, TextWriter writer, ReportOptions options)
    {
        private const int ShownAssets = 12, ShownNames = 8;

        private readonly Ink _ink = new(writer, options);
        private readonly ThreatModel _model = report.Model;

        public void WriteProblem(Readers.ReadProblem problem) => _ink.Line(problem.Severity == Readers.ProblemSeverity.Error ? _ink.Paint(problem.ToString(), Ink.Red) : problem.ToString());

        public void WriteHead()
        {
            var proven = _model.Steps.Count(static s => s.Truth == Truth.Yes);
            _ink.Line(_ink.Paint("Threat model", Ink.Bold));
            _ink.Line($"{Counts.Of(report.Files.Count, "file")} · {Counts.Of(_model.Footholds.Count, "container")} · {Counts.Of(_model.Steps.Count, "attack step")}, {proven} proven · {report.Assets.Count} of {Counts.Of(_model.Assets.Count, "asset")} in reach");
            _ink.Line("");
        }

        public void WriteAssets()
        {
            var shown = options.Verbose ? report.Assets : [.. report.Assets.Take(ShownAssets)];
            foreach (var asset in shown)
                WriteAsset(asset);
            if (shown.Count < report.Assets.Count)
            {
                _ink.Line(_ink.Paint($"… and {report.Assets.Count - shown.Count} more in reach (--verbose lists them)", Ink.Dim));
                _ink.Line("");
            }
        }

        public void WritePlan(ControlPlan plan)
        {
            var kind = plan.IncludesPossible ? "every proven and possible path" : "every proven path";
            if (plan.Before.Count == 0)
            {
                _ink.Line(_ink.Paint($"No path leads to a host, the cluster or the cloud{(plan.IncludesPossible ? "" : " for certain")}.", Ink.Green));
                _ink.Line("");
                return;
            }

            _ink.Line(_ink.Paint($"Least changes that cut {kind} to {Counts.Of(plan.Before.Count, "asset")}", Ink.Bold)
                + _ink.Paint($"  {(plan.IsOptimal ? "no smaller set does" : $"at least {Number(plan.LowerBound)} of {Number(plan.Cost)}: the search ended early")}", Ink.Dim));
            for (var i = 0; i < plan.Controls.Count; i++)
            {
                var control = plan.Controls[i];
                _ink.Line($"  {i + 1,2}. {control.Description}{Place(control.Place)}");
                if (!options.Quiet)
                    _ink.Line(_ink.Paint($"      {control.Info.How}", Ink.Dim));
            }

            foreach (var path in plan.Uncut)
                _ink.Line(_ink.Paint($"  no change of the catalogue cuts the way to {path.Asset.Description}", Ink.Yellow));
            _ink.Line("");
        }

        public void WriteBlastRadii()
        {
            if (report.BlastRadii.Count == 0)
                return;
            _ink.Line(_ink.Paint("What falls when one container falls", Ink.Bold));
            foreach (var radius in options.Verbose ? report.BlastRadii : report.BlastRadii.Take(ShownAssets))
            {
                _ink.Line($"  {_ink.Paint(radius.Start.Of, Ink.Bold)}");
                WriteNames("falls   ", Ink.Red, radius.Falls);
                WriteNames("may fall", Ink.Yellow, radius.MayFall);
                WriteNames("holds   ", Ink.Green, radius.Holds);
            }

            _ink.Line("");
        }

        public void WriteSegregation()
        {
            if (_model.Segregation.Count == 0)
                return;
            _ink.Line(_ink.Paint("What tenants share", Ink.Bold));
            foreach (var finding in _model.Segregation)
                _ink.Line($"  {finding.Shared.Description}: {string.Join(", ", finding.Tenants.Take(ShownNames).Select(static t => t.Length == 0 ? "(no namespace)" : t))}{(finding.Truth == Truth.Yes ? "" : _ink.Paint(" (possible)", Ink.Yellow))}");
            _ink.Line("");
        }

        public void WriteScores()
        {
            _ink.Line(_ink.Paint("Principles", Ink.Bold));
            foreach (var score in _model.Scores)
            {
                var filled = (int)Math.Round(score.Score / 10);
                _ink.Line($"  {Names.Words(score.Principle).PadRight(22)} {_ink.Paint(new string('█', filled), score.Score < 40 ? Ink.Red : score.Score < 75 ? Ink.Yellow : Ink.Green)}{_ink.Paint(new string('░', 10 - filled), Ink.Dim)} {Number(Math.Round(score.Score)),3}  {_ink.Paint(score.Meaning, Ink.Dim)}");
            }

            _ink.Line("");
        }

        public void WriteSummary()
        {
            var proven = report.Assets.Count(static a => a.IsProven);
            var colour = proven > 0 ? Ink.Red : report.Assets.Count > 0 ? Ink.Yellow : Ink.Green;
            _ink.Line(_ink.Paint($"{Counts.Of(proven, "asset")} in proven reach, {report.Assets.Count - proven} in possible reach", colour));
        }

        private void WriteAsset(AssetPaths asset)
        {
            var best = asset.Paths[0];
            var verdict = best.IsProven ? _ink.Paint("proven", Ink.Red) : _ink.Paint("possible", Ink.Yellow);
            _ink.Line($"{_ink.Paint(asset.Asset.Description, Ink.Bold)}  {verdict}  {_ink.Paint($"cost {Number(best.Cost)}{(asset.Paths.Count > 1 ? $", {Counts.Of(asset.Paths.Count - 1, "other way")}" : "")}", Ink.Dim)}");
            if (!options.Quiet)
                WritePath(best);
            if (options.Verbose)
            {
                foreach (var other in asset.Paths.Skip(1))
                {
                    _ink.Line(_ink.Paint($"  another way, {(other.IsProven ? "proven" : "possible")}, cost {Number(other.Cost)}", Ink.Dim));
                    WritePath(other);
                }
            }

            _ink.Line("");
        }

        private void WritePath(AttackPath path)
        {
            _ink.Line($"  from {path.Source.Description}");
            foreach (var step in path.Steps)
            {
                _ink.Line($"  {_ink.Paint(step.Truth == Truth.Yes ? "→" : "⇢", step.Truth == Truth.Yes ? Ink.Red : Ink.Yellow)} {step.To.Description}  {_ink.Paint($"{step.Technique.Id} {step.Technique.Name}", Ink.Cyan)}");
                // What somebody wrote comes before what an engine does by itself.
                foreach (var evidence in step.Because.OrderBy(static e => e.Origin is EngineDefaultProvenance or null).Take(options.Verbose ? int.MaxValue : 2))
                    _ink.Line($"      {evidence.Text}{Place(evidence.Origin)}");
                foreach (var evidence in step.Undecided)
                    _ink.Line($"      {_ink.Paint("not known:", Ink.Yellow)} {evidence.Text}{Place(evidence.Origin)}");
                // What holds by definition has no place of its own.
                if (step.Because.Count + step.Undecided.Count == 0)
                    _ink.Line($"      {_ink.Paint(step.Technique.What, Ink.Dim)}");
                if (step.Technique.Assumes is { } assumption)
                    _ink.Line($"      {_ink.Paint("taken for granted:", Ink.Dim)} {assumption}");
            }
        }

        private void WriteNames(string what, string colour, IReadOnlyList<Privilege> privileges)
        {
            if (Listed(privileges) is { Length: > 0 } names)
                _ink.Line($"    {_ink.Paint(what, colour)}  {names}");
        }

        private string Place(Provenance? origin) => origin is null ? "" : "  " + _ink.Paint(origin.Description, Ink.Dim);

        private static string Listed(IReadOnlyList<Privilege> privileges)
        {
            // Means to an end (a place in a network, root where code is told of) are left to the other forms.
            var names = privileges.Where(static p => p.Kind is not (PrivilegeKind.Root or PrivilegeKind.Position or PrivilegeKind.Network or PrivilegeKind.Traffic or PrivilegeKind.Volume or PrivilegeKind.Pods or PrivilegeKind.Accounts or PrivilegeKind.NamespaceAdmin)).OrderBy(static p => p.Kind is PrivilegeKind.Secrets or PrivilegeKind.Availability).ThenByDescending(static p => p.Kind).Select(static p => p.Description).ToArray();
            return string.Join(", ", names.Take(ShownNames)) + (names.Length > ShownNames ? $" and {names.Length - ShownNames} more" : "");
        }

        private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
    }
}
