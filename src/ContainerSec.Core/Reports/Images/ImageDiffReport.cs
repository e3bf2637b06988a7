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
        ink.Line(ink.Bold($"{diff.Before.Source} → {diff.After.Source}"));
        ink.Line($"{(diff.SizeChange < 0 ? "-" : "+")}{ByteSize.Of(Math.Abs(diff.SizeChange))} · {Counts.Of(diff.Packages.Count, "package")} and {Counts.Of(diff.Files.Count, "file")} changed");
        ink.Line("");
        ink.List("Findings", [.. diff.NewFindings.Where(f => f.Severity >= options.MinimumSeverity).Select(f => ink.Red($"+ {f.RuleId} {f.Message}  {f.Origin?.Description}")), .. diff.MendedFindings.Where(f => f.Severity >= options.MinimumSeverity).Select(f => ink.Green($"- {f.RuleId} {f.Message}  {f.Origin?.Description}"))]);
        ink.List("Secrets", [.. diff.NewSecrets.Select(s => ink.Red($"+ {s.Kind}  {s.Path}")), .. diff.RemovedSecrets.Select(s => ink.Green($"- {s.Kind}  {s.Path}"))]);
        ink.List("Rights", [.. diff.Files.Where(static f => f.GivesRights).Select(f => ink.Red($"+ {Convert.ToString(f.After!.Mode, 8).PadLeft(4, '0')}  {f.Path}"))]);
        ink.List("Settings", [.. diff.Settings.Select(static s => $"{Sign(s.Before, s.After)} {s.Name}: {s.Before ?? ""}{(s.Before is not null && s.After is not null ? " → " : "")}{s.After ?? ""}")]);
        ink.List("Packages", [.. diff.Packages.Select(static p => $"{Sign(p.Before.Count == 0 ? null : "", p.After.Count == 0 ? null : "")} {p.Type} {p.Name} {string.Join(", ", p.Before)}{(p.Before.Count > 0 && p.After.Count > 0 ? " → " : "")}{string.Join(", ", p.After)}")]);
        ink.List("Files", [.. diff.Files.Where(static f => f.Kind != FileChangeKind.Rewritten).Select(static f => $"{Sign(f.Before, f.After)} {f.Path}{(f.Kind == FileChangeKind.RightsChanged ? $"  {Convert.ToString(f.Before!.Mode, 8)} {f.Before.UserId}:{f.Before.GroupId} → {Convert.ToString(f.After!.Mode, 8)} {f.After.UserId}:{f.After.GroupId}" : "")}")]);
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

    private sealed class Ink(TextWriter writer, ReportOptions options)
    {
        public string Bold(string text) => Paint(text, "\e[1m");

        public string Red(string text) => Paint(text, "\e[31m");

        public string Green(string text) => Paint(text, "\e[32m");

        public void List(string title, IReadOnlyList<string> lines)
        {
            if (lines.Count == 0)
                return;
            Line(Bold($"{title} ({lines.Count})"));
            var shown = options.Verbose ? lines.Count : Math.Min(lines.Count, Shown);
            foreach (var line in lines.Take(shown))
                Line("  " + line);
            if (shown < lines.Count)
                Line($"  … and {lines.Count - shown} more (--verbose lists them)");
            Line("");
        }

        public void Line(string text)
        {
            writer.Write(text);
            writer.Write('\n');
        }

        private string Paint(string text, string colour) => options.Colour ? colour + text + "\e[0m" : text;
    }
}
