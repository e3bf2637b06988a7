using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContainerSec.Reports;

/// <summary>For programs: everything of the report, in a form that is only ever added to.</summary>
internal static class JsonReport
{
    public static void Write(CheckReport report, TextWriter writer, ReportOptions options)
    {
        var fingerprints = Fingerprint.Of(report.Findings);
        var document = new JsonReportDocument
        {
            Tool = new JsonTool("containersec", options.ToolVersion),
            Profile = report.Policy.Profile,
            Files = [.. report.Files.Select(static f => new JsonFile(f.Path, f.Surface.ToString()))],
            Findings = [.. report.Findings.Select((f, i) => ToJson(f, fingerprints[i])).Where((_, i) => report.Findings[i].Severity >= options.MinimumSeverity)],
            Unjudged = [.. report.Unjudged.Where(u => u.Severity >= options.MinimumSeverity).Select(static u => new JsonUnjudged(u.Rule.Info.Id, u.Subject?.Description, u.Message, JsonLocation.Of(u.Origin)))],
            Problems = [.. report.Problems.Select(static p => new JsonProblem(p.Code, Names.Of(p.Severity), p.Message, JsonLocation.Of(p.Origin)))],
            Summary = Summary(report),
        };
        writer.Write(JsonSerializer.Serialize(document, JsonReportContext.Default.JsonReportDocument).ReplaceLineEndings("\n"));
        writer.Write('\n');
    }

    private static JsonSummary Summary(CheckReport report)
    {
        var counts = Counts.Of(report);
        return new JsonSummary(report.Files.Count, counts.Errors, counts.Warnings, counts.Infos, counts.Suppressed, report.Unjudged.Count, report.Passed);
    }

    private static JsonFinding ToJson(Finding finding, string fingerprint) => new()
    {
        RuleId = finding.RuleId,
        Title = finding.Rule.Info.Title,
        Severity = Names.Of(finding.Severity),
        Message = finding.Message,
        Subject = finding.Subject?.Description,
        Location = JsonLocation.Of(finding.Origin),
        Related = finding.Related.Count == 0 ? null : [.. finding.Related.Select(JsonLocation.Of).OfType<JsonLocation>()],
        Fix = finding.Rule.Info.Fix,
        Fingerprint = fingerprint,
        Suppression = finding.Suppression is { } s ? new JsonSuppression(Names.Of(s.Kind), s.Reason) : null,
    };
}

internal sealed record JsonReportDocument
{
    public required JsonTool Tool { get; init; }

    public required string Profile { get; init; }

    public required JsonSummary Summary { get; init; }

    public required IReadOnlyList<JsonFile> Files { get; init; }

    public required IReadOnlyList<JsonFinding> Findings { get; init; }

    public required IReadOnlyList<JsonUnjudged> Unjudged { get; init; }

    public required IReadOnlyList<JsonProblem> Problems { get; init; }
}

internal sealed record JsonTool(string Name, string Version);

internal sealed record JsonFile(string Path, string Kind);

internal sealed record JsonSummary(int Files, int Errors, int Warnings, int Infos, int Suppressed, int Unjudged, int Passed);

internal sealed record JsonUnjudged(string RuleId, string? Subject, string Message, JsonLocation? Location);

internal sealed record JsonProblem(string Code, string Severity, string Message, JsonLocation? Location);

internal sealed record JsonSuppression(string Kind, string Reason);

internal sealed record JsonFinding
{
    public required string RuleId { get; init; }

    public required string Title { get; init; }

    public required string Severity { get; init; }

    public required string Message { get; init; }

    public string? Subject { get; init; }

    public JsonLocation? Location { get; init; }

    public IReadOnlyList<JsonLocation>? Related { get; init; }

    public required string Fix { get; init; }

    public required string Fingerprint { get; init; }

    public JsonSuppression? Suppression { get; init; }
}

internal sealed record JsonLocation(string? Path, int? StartLine, int? StartColumn, int? EndLine, int? EndColumn, string Description)
{
    public static JsonLocation? Of(Provenance? origin)
    {
        if (origin is null)
            return null;
        if (origin.Text is not { } text)
            return new JsonLocation(null, null, null, null, null, origin.Description);
        var (start, end) = (text.Start, text.End);
        return new JsonLocation(text.Source.Path, start.Line, start.Column, end.Line, end.Column, origin.Description);
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonReportDocument))]
internal sealed partial class JsonReportContext : JsonSerializerContext;
