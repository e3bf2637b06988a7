using ContainerSec.Images;

namespace ContainerSec.Reports;

/// <summary>For people at a terminal: a tree of layers with what each brings, then what matters, findings, and what could not be seen.</summary>
internal static class ImageTextReport
{
    public static void Write(ImageReport report, TextWriter writer, ReportOptions options)
    {
        var session = new Session(report, writer, options);
        if (!options.Quiet)
        {
            session.WriteImage();
            session.WriteLayers();
            session.WriteApplications();
            session.WriteRights();
        }

        session.WriteSecrets();
        session.WriteFindings();
        session.WriteGaps();
        if (!options.Quiet)
            session.WriteSummary();
    }

    private sealed class Session(ImageReport report, TextWriter writer, ReportOptions options)
    {
        private readonly Ink _ink = new(writer, options);
        private const int Shown = 12;

        private readonly Dictionary<string, List<string>> _broughtBy = BroughtBy(report);

        public void WriteImage()
        {
            _ink.Line(_ink.Paint(report.Names.Count > 0 ? $"{report.Source} ({string.Join(", ", report.Names)})" : report.Source, Ink.Bold));
            var facts = new[]
            {
                report.OperatingSystem?.PrettyName ?? report.OperatingSystem?.Id ?? "no operating system",
                report.Platform?.ToString(),
                ByteSize.Of(report.Size),
                Counts.Of(report.Packages.Count, "package"),
                report.Settings.User.Length == 0 ? "runs as root" : $"runs as {report.Settings.User}",
                report.Created is { } created ? $"made {created:yyyy-MM-dd}" : null,
            };
            _ink.Line(string.Join(" · ", facts.Where(static f => f is not null)));
            if ((report.Digest ?? report.ConfigDigest) is { } digest)
                _ink.Line(_ink.Paint(digest, Ink.Dim));
            _ink.Line("");
        }

        public void WriteLayers()
        {
            _ink.Line(_ink.Paint("Layers", Ink.Bold));
            for (var i = 0; i < report.Layers.Count; i++)
                WriteLayer(report.Layers[i], isLast: i == report.Layers.Count - 1);
            _ink.Line("");
        }

        public void WriteApplications()
        {
            if (report.DotNetApplications.Count == 0)
                return;
            _ink.Line(_ink.Paint(".NET applications", Ink.Bold));
            foreach (var application in report.DotNetApplications)
            {
                var runs = application.Frameworks.Count == 0 ? "" : "  on " + string.Join(", ", application.Frameworks.Select(static f => f.Resolved is null ? $"{f.Name} {f.Requested} (missing)" : $"{f.Name} {f.Resolved}"));
                _ink.Line($"  {application.Path}  {NameOf(application.Deployment)}{(application.TargetFramework is { } target ? " " + target : "")}{runs}{(application.HasKnownPackages ? "" : _ink.Paint("  packages unknown", Ink.Yellow))}");
            }

            _ink.Line("");
        }

        public void WriteRights()
        {
            WriteList("setuid and setgid files", report.SetuidFiles, static f => $"{Names.OfMode(f.Mode)} {f.UserId}:{f.GroupId}  {f.Path}");
            WriteList("files with capabilities", report.FileCapabilities, static f => $"{f.Path}  {f.Permitted}{(f.IsEffective ? "" : " (not effective)")}");
            WriteList("writable by everybody", report.WorldWritable, static f => $"{Names.OfMode(f.Mode)}  {f.Path}");
            WriteList("device nodes", report.Devices, static f => f.Path);
            if (report.Tools.Count == 0)
                return;
            _ink.Line(_ink.Paint("What an attacker finds", Ink.Bold));
            foreach (var kind in report.Tools.GroupBy(static t => t.Kind).OrderBy(static g => g.Key))
                _ink.Line($"  {NameOf(kind.Key)}: {string.Join(", ", kind.Select(static t => t.Name).Distinct().Order(StringComparer.Ordinal))}");
            _ink.Line("");
        }

        public void WriteSecrets()
        {
            WriteList("secrets", report.Secrets, s => $"{s.Path}{(s.Line is { } line ? $":{line}" : "")}  {_ink.Paint(s.Kind, Ink.Red)}  {s.Redacted}{(s.Deleted ? "  (removed by a later layer, and still in the image)" : "")}", all: true);
            WriteList("keys and certificates", [.. report.Keys.Where(k => k.Weaknesses.Count > 0 || options.Verbose)], static k => $"{k.Path}  {k.Algorithm}  {string.Join(" ", k.Weaknesses)}");
        }

        public void WriteFindings()
        {
            var shown = report.Findings.Where(f => f.Severity >= options.MinimumSeverity && (options.Verbose || !f.IsSuppressed)).ToList();
            if (shown.Count == 0)
                return;
            _ink.Line(_ink.Paint("Findings", Ink.Bold));
            var explained = new HashSet<string>(StringComparer.Ordinal);
            foreach (var finding in shown.OrderByDescending(static f => f.Severity))
            {
                _ink.Line($"  {_ink.Paint(finding.Severity)}  {_ink.Paint(finding.RuleId, Ink.Bold)}  {finding.Message}  {_ink.Paint(finding.Origin?.Description ?? "", Ink.Dim)}");
                if (!options.Quiet && explained.Add(finding.RuleId))
                    _ink.Line($"      {_ink.Paint("fix: ", Ink.Dim)}{finding.Rule.Info.Fix}");
                if (finding.Suppression is { } suppression)
                    _ink.Line($"      accepted ({Names.Of(suppression.Kind)}): {suppression.Reason}");
            }

            _ink.Line("");
        }

        public void WriteGaps() =>
            WriteList("What could not be seen", report.Gaps, g => $"{_ink.Paint(g.Code, Ink.Yellow)}  {(g.Path ?? (g.Layer is { } layer ? "layer " + ShortOf(layer) : "image"))}: {g.Message}", all: options.Verbose);

        public void WriteSummary()
        {
            var open = report.Open.ToList();
            var (errors, warnings, infos) = (open.Count(static f => f.Severity == Severity.Error), open.Count(static f => f.Severity == Severity.Warning), open.Count(static f => f.Severity == Severity.Info));
            _ink.Line(_ink.Paint($"judged by {report.Policy.Profile}: {Counts.Of(errors, "error")}, {Counts.Of(warnings, "warning")}, {infos} info · {Counts.Of(report.Secrets.Count, "secret")} · {Counts.Of(report.Gaps.Count, "gap")}", errors > 0 ? Ink.Red : warnings > 0 ? Ink.Yellow : Ink.Bold));
        }

        private void WriteLayer(ImageLayer layer, bool isLast)
        {
            var (branch, stem) = isLast ? ("└─", "  ") : ("├─", "│ ");
            var wasted = layer.WastedSize > 0 ? _ink.Paint($", {ByteSize.Of(layer.WastedSize)} never seen", Ink.Yellow) : "";
            _ink.Line($"{branch} {_ink.Paint(ShortOf(layer.DiffId), Ink.Dim)} {ByteSize.Of(layer.Size),7}  {Cut(layer.CreatedBy ?? "", Math.Max(20, options.Width - 32))}");
            _ink.Line($"{stem}   {Counts.Of(layer.Files, "file")}{(layer.Removed > 0 ? $", removes {layer.Removed}" : "")}{wasted}{(_broughtBy.TryGetValue(layer.DiffId, out var brought) ? ": " + string.Join(", ", brought) : "")}");
        }

        // What each layer brings, in a few words.
        private static Dictionary<string, List<string>> BroughtBy(ImageReport report)
        {
            var brought = report.Layers.Select(static l => l.DiffId).Distinct().ToDictionary(static d => d, static _ => new List<string>(), StringComparer.Ordinal);
            foreach (var layer in report.Packages.GroupBy(static p => p.Layer))
            {
                foreach (var type in layer.GroupBy(static p => p.Type).OrderBy(static g => g.Key, StringComparer.Ordinal))
                    Add(layer.Key, $"{type.Count()} {type.Key}");
            }

            Count(report.SetuidFiles, static f => f.Layer, "setuid");
            Count(report.FileCapabilities, static f => f.Layer, "with capabilities");
            Count(report.Secrets, static s => s.Layer, "secrets");
            return brought.Where(static b => b.Value.Count > 0).ToDictionary(StringComparer.Ordinal);

            void Add(string layer, string text)
            {
                if (brought.TryGetValue(layer, out var list))
                    list.Add(text);
            }

            void Count<T>(IEnumerable<T> items, Func<T, string?> layerOf, string name)
            {
                foreach (var layer in items.GroupBy(layerOf))
                    Add(layer.Key ?? "", $"{layer.Count()} {name}");
            }
        }

        private void WriteList<T>(string title, IReadOnlyList<T> items, Func<T, string> text, bool all = false)
        {
            if (items.Count == 0)
                return;
            _ink.Line($"{_ink.Paint(char.ToUpperInvariant(title[0]) + title[1..], Ink.Bold)} ({items.Count})");
            var shown = all || options.Verbose ? items.Count : Math.Min(items.Count, Shown);
            foreach (var item in items.Take(shown))
                _ink.Line("  " + text(item));
            if (shown < items.Count)
                _ink.Line(_ink.Paint($"  … and {items.Count - shown} more (--verbose lists them)", Ink.Dim));
            _ink.Line("");
        }

        private static string NameOf(DotNetDeployment deployment) => deployment switch
        {
            DotNetDeployment.FrameworkDependent => "framework-dependent",
            DotNetDeployment.SelfContained => "self-contained",
            DotNetDeployment.SingleFile => "single file",
            DotNetDeployment.SelfContainedSingleFile => "self-contained single file",
            _ => "native (ahead of time)",
        };

        private static string NameOf(AttackToolKind kind) => kind switch
        {
            AttackToolKind.Shell => "shells",
            AttackToolKind.PackageManager => "package managers",
            AttackToolKind.Compiler => "compilers",
            AttackToolKind.Network => "network tools",
            AttackToolKind.Privilege => "to become another user",
            AttackToolKind.RemoteAccess => "remote access",
            _ => "debuggers",
        };

        private static string ShortOf(string digest) => digest.IndexOf(':', StringComparison.Ordinal) is var colon && digest.Length > colon + 13 ? digest.Substring(colon + 1, 12) : digest;

        private static string Cut(string text, int width)
        {
            var line = text.ReplaceLineEndings(" ");
            return line.Length <= width ? line : line[..(width - 1)] + "…";
        }
    }
}
