using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContainerSec.Images;

namespace ContainerSec.Reports;

/// <summary>Writes what is different between two images.</summary>
public static class ImageDiffReport
{
    private const int Shown = 40;

    /// <summary>Writes it for people at a terminal.</summary>
    /// <param name="diff">What is different.</param>
    /// <param name="writer">Where it is written to; its line ends are <c>\n</c>.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static void WriteText(ImageDiff diff, TextWriter writer, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(diff);
        ArgumentNullException.ThrowIfNull(writer);
        options ??= ReportOptions.Default;
        var ink = new Ink(writer, options);
        ink.Line(ink.Paint($"{diff.Before.Source} → {diff.After.Source}", Ink.Bold));
        ink.Line($"{(diff.SizeChange < 0 ? "-" : "+")}{ByteSize.Of(Math.Abs(diff.SizeChange))} · {Counts.Of(diff.Packages.Count, "package")} and {Counts.Of(diff.Files.Count, "file")} changed");
        ink.Line("");
        WriteList(ink, "Findings", [.. diff.NewFindings.Where(f => f.Severity >= options.MinimumSeverity).Select(f => ink.Paint($"+ {f.RuleId} {f.Message}  {f.Origin?.Description}", Ink.Red)), .. diff.MendedFindings.Where(f => f.Severity >= options.MinimumSeverity).Select(f => ink.Paint($"- {f.RuleId} {f.Message}  {f.Origin?.Description}", Ink.Green))], options);
        WriteList(ink, "Secrets", [.. diff.NewSecrets.Select(s => ink.Paint($"+ {s.Kind}  {s.Path}", Ink.Red)), .. diff.RemovedSecrets.Select(s => ink.Paint($"- {s.Kind}  {s.Path}", Ink.Green))], options);
        WriteList(ink, "Rights", [.. diff.Files.Where(static f => f.GivesRights).Select(f => ink.Paint($"+ {Names.OfMode(f.After!.Mode)}  {f.Path}", Ink.Red))], options);
        WriteList(ink, "Settings", [.. diff.Settings.Select(static s => $"{Sign(s.Before, s.After)} {s.Name}: {s.Before ?? ""}{(s.Before is not null && s.After is not null ? " → " : "")}{s.After ?? ""}")], options);
        WriteList(ink, "Packages", [.. diff.Packages.Select(static p => $"{Sign(p.Before.Count == 0 ? null : "", p.After.Count == 0 ? null : "")} {p.Type} {p.Name} {string.Join(", ", p.Before)}{(p.Before.Count > 0 && p.After.Count > 0 ? " → " : "")}{string.Join(", ", p.After)}")], options);
        WriteList(ink, "Files", [.. diff.Files.Where(static f => f.Kind != FileChangeKind.Rewritten).Select(static f => $"{Sign(f.Before, f.After)} {f.Path}{(f.Kind == FileChangeKind.RightsChanged ? $"  {Convert.ToString(f.Before!.Mode, 8)} {f.Before.UserId}:{f.Before.GroupId} → {Convert.ToString(f.After!.Mode, 8)} {f.After.UserId}:{f.After.GroupId}" : "")}")], options);
        if (diff.Files.Count(static f => f.Kind == FileChangeKind.Rewritten) is var rewritten and > 0)
            ink.Line($"{Counts.Of(rewritten, "file")} written again with the same size (contents are not compared)");
    }

    /// <summary>Writes it for programs.</summary>
    /// <param name="diff">What is different.</param>
    /// <param name="writer">Where it is written to; its line ends are <c>\n</c>.</param>
    public static void WriteJson(ImageDiff diff, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(diff);
        ArgumentNullException.ThrowIfNull(writer);
        var document = new JsonDiff
        {
            Before = new JsonDiffImage(diff.Before.Source, diff.Before.Digest, diff.Before.ConfigDigest, diff.Before.Size),
            After = new JsonDiffImage(diff.After.Source, diff.After.Digest, diff.After.ConfigDigest, diff.After.Size),
            Packages = [.. diff.Packages.Select(static p => new JsonPackageChange(p.Type, p.Name, p.Before, p.After))],
            Files = [.. diff.Files.Select(static f => new JsonFileChange(f.Path, JsonNamingPolicy.CamelCase.ConvertName(f.Kind.ToString()), JsonFileState.Of(f.Before), JsonFileState.Of(f.After), f.GivesRights))],
            Settings = [.. diff.Settings.Select(static s => new JsonSettingChange(s.Name, s.Before, s.After))],
            NewFindings = [.. diff.NewFindings.Select(JsonDiffFinding.Of)],
            MendedFindings = [.. diff.MendedFindings.Select(JsonDiffFinding.Of)],
            NewSecrets = [.. diff.NewSecrets.Select(JsonDiffSecret.Of)],
            RemovedSecrets = [.. diff.RemovedSecrets.Select(JsonDiffSecret.Of)],
            Gaps = [.. diff.Before.Gaps.Select(static g => new JsonDiffGap("before", g.Code, g.Layer, g.Path, g.Message)), .. diff.After.Gaps.Select(static g => new JsonDiffGap("after", g.Code, g.Layer, g.Path, g.Message))],
        };
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            JsonSerializer.Serialize(json, document, ImageDiffJson.Default.JsonDiff);
        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Write('\n');
    }

    private static string Sign(object? before, object? after) => before is null ? "+" : after is null ? "-" : "~";

    private static void WriteList(Ink ink, string title, IReadOnlyList<string> lines, ReportOptions options)
    {
        if (lines.Count == 0)
            return;
        ink.Line(ink.Paint($"{title} ({lines.Count})", Ink.Bold));
        var shown = options.Verbose ? lines.Count : Math.Min(lines.Count, Shown);
        foreach (var line in lines.Take(shown))
            ink.Line("  " + line);
        if (shown < lines.Count)
            ink.Line($"  … and {lines.Count - shown} more (--verbose lists them)");
        ink.Line("");
    }
}
