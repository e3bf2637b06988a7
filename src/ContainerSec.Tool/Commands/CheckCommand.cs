using System.CommandLine;
using ContainerSec.Reports;
using ContainerSec.Tool.Output;

namespace ContainerSec.Tool.Commands;

/// <summary><c>containersec check PATH...</c>: judges configuration files, or a command line with <c>--run</c>.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Files and directories; the current directory when none is named.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> Run = new("--run") { Description = "Judges a command line instead: 'docker run …'.", HelpName = "COMMAND" };
    private static readonly Option<string> Format = new("--format") { Description = "text, json, sarif, junit, markdown, html, github.", DefaultValueFactory = static _ => "text", HelpName = "FORMAT" };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "The file that the report is written to; standard output when none is named.", HelpName = "FILE" };
    private static readonly Option<string> FailOn = new("--fail-on") { Description = "The lowest severity that gives exit code 1: error, warning, info, never.", DefaultValueFactory = static _ => "warning", HelpName = "SEVERITY" };
    private static readonly Option<string?> Profile = new("--profile") { Description = "recommended, strict, cis-docker, pss-baseline@1.NN, pss-restricted@1.NN, nist-800-190, owasp-docker.", HelpName = "NAME" };
    private static readonly Option<string?> PolicyPath = new("--policy") { Description = "The policy file; the nearest containersec.json upwards when none is named.", HelpName = "FILE" };
    private static readonly Option<string?> BaselinePath = new("--baseline") { Description = "A file of findings that were there before; they do not count.", HelpName = "FILE" };
    private static readonly Option<string?> WriteBaseline = new("--write-baseline") { Description = "Writes the findings of this run as a baseline.", HelpName = "FILE" };
    private static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Only the findings, a line each." };
    private static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "Also what was accepted, what could not be judged, and hidden findings." };

    public static Command Create()
    {
        CommandOptions.OneOf(Format, ["text", "json", "sarif", "junit", "markdown", "html", "github"]);
        CommandOptions.OneOf(FailOn, ["error", "warning", "info", "never"]);
        Paths.Validators.Add(static result =>
        {
            // What begins with a dash and is no file is an option that does not exist.
            foreach (var token in result.Tokens.Where(static t => t.Value.StartsWith('-') && !Path.Exists(t.Value)))
                result.AddError($"There is no option '{token.Value}'.");
        });
        var command = new Command("check", "Judges configuration files.")
        {
            Paths, Run, Format, Output, FailOn, Profile, PolicyPath, BaselinePath, WriteBaseline, Quiet, Verbose,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var paths = parsed.GetValue(Paths) is { Length: > 0 } named ? named : ["."];
        var options = OptionsOf(parsed, paths);
        var report = parsed.GetValue(Run) is { } commandLine
            ? ContainerSecurity.Check(Surface.DockerRun, "command line", commandLine, options)
            : await ContainerSecurity.CheckAsync(paths, options, cancellationToken).ConfigureAwait(false);
        WriteReport(parsed, report);
        if (parsed.GetValue(WriteBaseline) is { } baselinePath)
        {
            using var writer = new StreamWriter(baselinePath);
            Baseline.Of(report).Write(writer);
        }

        return ExitCodeOf(report, parsed.GetValue(FailOn)!);
    }

    private static CheckOptions OptionsOf(ParseResult parsed, string[] paths)
    {
        var first = Path.GetFullPath(paths[0]);
        var file = CommandOptions.PolicyOf(parsed.GetValue(Profile), parsed.GetValue(PolicyPath), Directory.Exists(first) ? first : Path.GetDirectoryName(first) ?? first);
        return new CheckOptions
        {
            Policy = file.Policy,
            Exclude = file.Exclude,
            Baseline = parsed.GetValue(BaselinePath) is { } baseline ? Baseline.Parse(File.ReadAllText(baseline), baseline) : null,
        };
    }

    private static void WriteReport(ParseResult parsed, CheckReport report)
    {
        var format = Enum.Parse<ReportFormat>(parsed.GetValue(Format)!, ignoreCase: true);
        var outputPath = parsed.GetValue(Output);
        var options = new ReportOptions
        {
            Colour = outputPath is null && Terminal.HasColour,
            Width = Terminal.Width,
            Verbose = parsed.GetValue(Verbose),
            Quiet = parsed.GetValue(Quiet),
            MinimumSeverity = parsed.GetValue(Verbose) ? Severity.Hidden : Severity.Info,
        };
        // Errors belong on standard error, whatever the report says and where it goes; at a terminal they are not said twice.
        foreach (var problem in report.Problems)
            Console.Error.WriteLine(problem);
        if (format == ReportFormat.Text && outputPath is null)
            report = report with { Problems = [] };
        using var writer = CommandOptions.OpenOutput(outputPath);
        Report.Write(report, format, writer, options);
    }

    private static int ExitCodeOf(CheckReport report, string failOn)
    {
        if (report.HasErrors)
            return 2;
        return failOn != "never" && report.HasFindings(Enum.Parse<Severity>(failOn, ignoreCase: true)) ? 1 : 0;
    }
}
