using ContainerSec.Images.Oci;
using ContainerSec.Readers;

namespace ContainerSec.Images.Judging;

/// <summary>Judges an image by a policy: its configuration, its files, and the steps that its history tells.</summary>
internal static class ImageJudgement
{
    private const string HistoryPath = "config:history";

    public static ImageReport Judge(ImageReport report, OciImageConfiguration configuration, InspectionOptions options)
    {
        var name = report.Names.Count > 0 ? report.Names[0] : report.Source;
        var history = HistoryText.Of([.. (configuration.History ?? []).Select(static h => h.CreatedBy ?? "")]);
        var deployment = new Deployment
        {
            Images = report.ConfigDigest is null ? [] : [ImageConfigSubject.Of(configuration, name)],
            BuiltImages = [BuiltImageSubject.Of(report, name)],
            Dockerfiles = [.. ConfigurationReader.Read(Surface.Dockerfile, new SourceText(HistoryPath, history.Text), ReadOptions.Default).Deployment.Dockerfiles.Select(static d => d with { Kind = "the build of the image", Name = "" })],
        };
        var result = new PolicyEngine(options.Policy).Evaluate(deployment, options.Clock.GetUtcNow().UtcDateTime);
        var findings = result.Findings.Where(static f => f.Origin?.Text is null || f.Rule.Info.JudgesHistory).Select(f => f with { Origin = Place(f.Origin, history), Related = [] }).ToList();
        return report with
        {
            Findings = options.Baseline?.Apply(findings) ?? findings,
            Unjudged = [.. result.Unjudged.Where(static u => u.Origin?.Text is null || u.Rule.Info.JudgesHistory).Select(u => u with { Origin = Place(u.Origin, history) })],
            Passed = result.Passed,
        };
    }

    private static Provenance? Place(Provenance? origin, HistoryText history) => origin?.Text is { } text && text.Source.Path == HistoryPath
        ? history.StepOf(text.Start.Line) is var step and >= 0 ? new ImageProvenance($"{HistoryPath}/{step}") : new ImageProvenance(HistoryPath)
        : origin;
}
