using System.CommandLine;
using ContainerSec.Reports;
using ContainerSec.Threats;
using ContainerSec.Tool.Output;

namespace ContainerSec.Tool.Commands;

/// <summary><c>containersec threats PATH...</c>: what an attacker reaches, and the least set of changes that stops it.</summary>
internal static class ThreatsCommand
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Files and directories, which together are one deployment; the current directory when none is named.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string> Format = new("--format") { Description = "text, json, markdown, html, mermaid, sarif.", DefaultValueFactory = static _ => "text", HelpName = "FORMAT" };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "The file that the report is written to; standard output when none is named.", HelpName = "FILE" };
    private static readonly Option<string> FailOn = new("--fail-on") { Description = "What gives exit code 1: proven (an asset beyond a single service is in proven reach), possible, never.", DefaultValueFactory = static _ => "proven", HelpName = "WHAT" };
    private static readonly Option<string[]> Assets = new("--asset") { Description = "Looks at this asset only, by its name in the JSON report: host-root/host; several times for several.", HelpName = "ASSET", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int> PathCount = new("--paths") { Description = "How many ways are told of each asset.", DefaultValueFactory = static _ => 3, HelpName = "N" };
    private static readonly Option<bool> AssumeBreach = new("--assume-breach") { Description = "Attackers begin in every container too, not only outside." };
    private static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Only what is in reach and what to change." };
    private static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "Every way, all evidence, long lists in full." };

    public static Command Create()
    {
        CommandOptions.OneOf(Format, ["text", "json", "markdown", "html", "mermaid", "sarif"]);
        // The severities of other verbs are taken too: an error is what is proven.
        CommandOptions.OneOf(FailOn, ["proven", "possible", "never", "error", "warning", "info"]);
        var command = new Command("threats", "Models threats: attack paths with evidence, what falls with what, the least set of changes.")
        {
            Paths, Format, Output, FailOn, Assets, PathCount, AssumeBreach, Quiet, Verbose,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var paths = parsed.GetValue(Paths) is { Length: > 0 } named ? named : ["."];
        var reading = await ContainerSecurity.ReadAsync(paths, CheckOptions.Default, cancellationToken).ConfigureAwait(false);
        var model = ThreatModel.Build(reading.Deployment, null, cancellationToken);
        var options = new ThreatReportOptions
        {
            Assets = AssetsOf(model, parsed.GetValue(Assets) ?? []),
            PathsPerAsset = Math.Clamp(parsed.GetValue(PathCount), 1, 1000),
            AssumesBreach = parsed.GetValue(AssumeBreach),
        };
        var report = ThreatReport.Of(model, options, cancellationToken) with { Files = reading.Files, Problems = reading.Problems };
        foreach (var problem in report.Problems)
            await Console.Error.WriteLineAsync(problem.ToString()).ConfigureAwait(false);
        var output = parsed.GetValue(Output);
        var format = Enum.Parse<ThreatReportFormat>(parsed.GetValue(Format)!, ignoreCase: true);
        using (var writer = CommandOptions.OpenOutput(output))
        {
            ThreatReports.Write(format == ThreatReportFormat.Text && output is null ? report with { Problems = [] } : report, format, writer, new ReportOptions
            {
                Colour = output is null && Terminal.HasColour,
                Width = Terminal.Width,
                Verbose = parsed.GetValue(Verbose),
                Quiet = parsed.GetValue(Quiet),
            });
        }

        return ExitCodeOf(report, parsed.GetValue(FailOn)!);
    }

    private static int ExitCodeOf(ThreatReport report, string failOn)
    {
        if (report.Problems.Any(static p => p.Severity == Readers.ProblemSeverity.Error))
            return 2;
        return failOn switch
        {
            "never" => 0,
            "possible" or "warning" or "info" => report.FullPlan.Before.Count > 0 ? 1 : 0,
            _ => report.Plan.Before.Count > 0 ? 1 : 0,
        };
    }

    private static IReadOnlyList<Privilege> AssetsOf(ThreatModel model, string[] names) =>
    [
        .. names.Select(name => model.Privileges.Where(p => p.Id == name).Select(static p => (Privilege?)p).FirstOrDefault()
            ?? throw new ContainerSecException($"error CSEC0001: There is no asset '{name}' in the model; it has {string.Join(", ", model.Assets.Take(20).Select(static a => a.Id))}.")),
    ];
}
