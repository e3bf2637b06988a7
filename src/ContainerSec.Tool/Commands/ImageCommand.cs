using System.CommandLine;
using ContainerSec.Images;
using ContainerSec.Reports;
using ContainerSec.Tool.Output;

namespace ContainerSec.Tool.Commands;

/// <summary><c>containersec image inspect|sbom|diff</c>: looks into images.</summary>
internal static class ImageCommand
{
    private static readonly Argument<string> Source = new("SOURCE") { Description = "An archive or layout by its path, or docker-archive:PATH, oci:PATH[@digest|:tag], oci-archive:PATH, dir:PATH, docker:REF, podman:REF, registry:REF." };
    private static readonly Argument<string> Before = new("A") { Description = "The first image, as SOURCE of inspect." };
    private static readonly Argument<string> After = new("B") { Description = "The second image." };
    private static readonly Option<string> Format = new("--format") { Description = "text, json, sarif, junit, markdown, html, github.", DefaultValueFactory = static _ => "text", HelpName = "FORMAT" };
    private static readonly Option<string> BillFormat = new("--format") { Description = "cyclonedx (1.6), cyclonedx-1.7, spdx (2.3).", DefaultValueFactory = static _ => "cyclonedx", HelpName = "FORMAT" };
    private static readonly Option<string> DiffFormat = new("--format") { Description = "text, json.", DefaultValueFactory = static _ => "text", HelpName = "FORMAT" };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "The file that is written; standard output when none is named.", HelpName = "FILE" };
    private static readonly Option<string> FailOn = new("--fail-on") { Description = "What gives exit code 1: a severity (error, warning, info), gaps, never; several with commas.", DefaultValueFactory = static _ => "warning", HelpName = "WHAT" };
    private static readonly Option<string?> PlatformName = new("--platform") { Description = "The platform that is taken of an index; linux/amd64 when none is named.", HelpName = "OS/ARCH" };
    private static readonly Option<bool> AllowDigestMismatch = new("--allow-digest-mismatch") { Description = "Bytes that do not match their digest become a gap in place of a refusal." };
    private static readonly Option<string?> CacheFolder = new("--cache") { Description = "A folder in which results of layers are kept.", HelpName = "FOLDER" };
    private static readonly Option<string?> Profile = new("--profile") { Description = "recommended, strict, cis-docker, nist-800-190, owasp-docker.", HelpName = "NAME" };
    private static readonly Option<string?> PolicyPath = new("--policy") { Description = "The policy file; the nearest containersec.json upwards when none is named.", HelpName = "FILE" };
    private static readonly Option<string?> BaselinePath = new("--baseline") { Description = "A file of findings that were there before; they do not count.", HelpName = "FILE" };
    private static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Only secrets, findings and gaps." };
    private static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "Long lists in full, hidden and accepted findings." };

    public static Command Create()
    {
        CommandOptions.OneOf(Format, ["text", "json", "sarif", "junit", "markdown", "html", "github"]);
        CommandOptions.OneOf(BillFormat, ["cyclonedx", "cyclonedx-1.6", "cyclonedx-1.7", "spdx", "spdx-2.3"]);
        CommandOptions.OneOf(DiffFormat, ["text", "json"]);
        FailOn.Validators.Add(static result =>
        {
            foreach (var word in Words(result.GetValueOrDefault<string>() ?? "").Where(static w => w is not ("error" or "warning" or "info" or "gaps" or "never")))
                result.AddError($"'{word}' is no value of --fail-on; it takes error, warning, info, gaps, never.");
        });
        var inspect = new Command("inspect", "Layers, configuration, files that matter, packages, secrets, gaps, findings.")
        {
            Source, Format, Output, FailOn, PlatformName, AllowDigestMismatch, CacheFolder, Profile, PolicyPath, BaselinePath, Quiet, Verbose,
        };
        inspect.SetAction(InspectAsync);
        var sbom = new Command("sbom", "The bill of materials.") { Source, BillFormat, Output, PlatformName, AllowDigestMismatch, CacheFolder };
        sbom.SetAction(WriteBillAsync);
        var diff = new Command("diff", "What changed between two images: packages, files, rights, findings.") { Before, After, DiffFormat, Output, PlatformName, AllowDigestMismatch, CacheFolder, Profile, PolicyPath, Verbose };
        diff.SetAction(DiffAsync);
        return new Command("image", "Looks into container images.") { inspect, sbom, diff };
    }

    private static async Task<int> InspectAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var report = await ImageInspector.InspectAsync(ImageSources.Parse(parsed.GetValue(Source)!), OptionsOf(parsed), cancellationToken).ConfigureAwait(false);
        using (var writer = CommandOptions.OpenOutput(parsed.GetValue(Output)))
            ImageReports.Write(report, Enum.Parse<ImageReportFormat>(parsed.GetValue(Format)!, ignoreCase: true), writer, ReportOptionsOf(parsed));
        var words = Words(parsed.GetValue(FailOn)!);
        return words.Any(w => w switch { "never" => false, "gaps" => report.Gaps.Count > 0, _ => report.HasFindings(Enum.Parse<Severity>(w, ignoreCase: true)) }) ? 1 : 0;
    }

    private static async Task<int> WriteBillAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // Findings and secrets are no part of it.
        var options = OptionsOf(parsed) with { FindSecrets = false };
        var report = await ImageInspector.InspectAsync(ImageSources.Parse(parsed.GetValue(Source)!), options, cancellationToken).ConfigureAwait(false);
        foreach (var gap in report.Gaps)
            await Console.Error.WriteLineAsync($"warning CSEC0102: {gap.Path ?? gap.Layer ?? report.Source}: {gap.Message}").ConfigureAwait(false);
        using var writer = CommandOptions.OpenOutput(parsed.GetValue(Output));
        BillOfMaterials.Write(report, parsed.GetValue(BillFormat) switch { "cyclonedx-1.7" => BillOfMaterialsFormat.CycloneDx17, "spdx" or "spdx-2.3" => BillOfMaterialsFormat.Spdx23, _ => BillOfMaterialsFormat.CycloneDx16 }, writer);
        return 0;
    }

    private static async Task<int> DiffAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = OptionsOf(parsed);
        var before = await ImageInspector.InspectAsync(ImageSources.Parse(parsed.GetValue(Before)!), options, cancellationToken).ConfigureAwait(false);
        var after = await ImageInspector.InspectAsync(ImageSources.Parse(parsed.GetValue(After)!), options, cancellationToken).ConfigureAwait(false);
        var diff = ImageDiff.Of(before, after);
        using var writer = CommandOptions.OpenOutput(parsed.GetValue(Output));
        if (parsed.GetValue(DiffFormat) == "json")
            ImageDiffReport.WriteJson(diff, writer);
        else
            ImageDiffReport.WriteText(diff, writer, ReportOptionsOf(parsed));
        return 0;
    }

    private static InspectionOptions OptionsOf(ParseResult parsed)
    {
        var policy = CommandOptions.PolicyOf(parsed.GetValue(Profile), parsed.GetValue(PolicyPath), Directory.GetCurrentDirectory());
        return new InspectionOptions
        {
            Platform = PlatformOf(parsed.GetValue(PlatformName)),
            AllowDigestMismatch = parsed.GetValue(AllowDigestMismatch),
            Cache = parsed.GetValue(CacheFolder) is { } folder ? LayerCache.InDirectory(folder) : null,
            Policy = policy.Policy,
            Baseline = parsed.GetValue(BaselinePath) is { } baseline ? Baseline.Parse(File.ReadAllText(baseline), baseline) : null,
        };
    }

    private static Platform PlatformOf(string? text)
    {
        try
        {
            return text is null ? Platform.Default : Platform.Parse(text);
        }
        catch (ArgumentException)
        {
            throw new ContainerSecException($"error CSEC0001: '{text}' is no platform: write os/architecture or os/architecture/variant, as in linux/arm64.");
        }
    }

    private static ReportOptions ReportOptionsOf(ParseResult parsed) => new()
    {
        Colour = parsed.GetValue(Output) is null && Terminal.HasColour,
        Width = Terminal.Width,
        Verbose = parsed.GetValue(Verbose),
        Quiet = parsed.GetValue(Quiet),
        MinimumSeverity = parsed.GetValue(Verbose) ? Severity.Hidden : Severity.Info,
    };

    private static string[] Words(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
