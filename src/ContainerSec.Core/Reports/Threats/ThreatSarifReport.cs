using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContainerSec.Readers;
using ContainerSec.Threats;

namespace ContainerSec.Reports;

/// <summary>SARIF 2.1.0: a result for each asset in reach, at the line of the step that decides, with the path as code flow.</summary>
internal static class ThreatSarifReport
{
    public static void Write(ThreatReport report, TextWriter writer, ReportOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            new Session(report, json, options).Write();
        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Write('\n');
    }

    private sealed class Session(ThreatReport report, Utf8JsonWriter json, ReportOptions options)
    {
        private readonly List<TechniqueInfo> _techniques = [.. report.Assets.Select(static a => a.Paths[0].Steps[^1].Technique).Distinct().OrderBy(static t => t.Id, StringComparer.Ordinal)];

        public void Write()
        {
            json.WriteStartObject();
            json.WriteString("$schema", SarifJson.Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool();
            WriteInvocation();
            json.WriteStartArray("results");
            foreach (var asset in report.Assets)
                WriteResult(asset);
            json.WriteEndArray();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        private void WriteTool()
        {
            json.WriteStartObject("tool");
            json.WriteStartObject("driver");
            json.WriteString("name", "containersec");
            json.WriteString("version", options.ToolVersion);
            json.WriteString("semanticVersion", options.ToolVersion);
            json.WriteStartArray("rules");
            foreach (var info in _techniques)
            {
                json.WriteStartObject();
                json.WriteString("id", info.Id);
                SarifJson.WriteText(json, "shortDescription", info.Name);
                SarifJson.WriteText(json, "fullDescription", info.What);
                SarifJson.WriteText(json, "help", $"{info.What} It is stopped by: {string.Join("; ", info.Blockers)}.");
                json.WriteStartObject("properties");
                json.WriteStartArray("tags");
                foreach (var tag in info.Attack.Concat(info.KubernetesMatrix).Concat(info.Owasp).Prepend("security"))
                    json.WriteStringValue(tag);
                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void WriteInvocation()
        {
            json.WriteStartArray("invocations");
            json.WriteStartObject();
            json.WriteBoolean("executionSuccessful", !report.Problems.Any(static p => p.Severity == ProblemSeverity.Error));
            json.WriteStartArray("toolExecutionNotifications");
            foreach (var problem in report.Problems)
                WriteNotification(problem.Code, problem.Severity switch { ProblemSeverity.Error => "error", ProblemSeverity.Warning => "warning", _ => "note" }, problem.Message, problem.Origin);
            // What is not known and would decide stands beside what is known.
            foreach (var evidence in report.Assets.SelectMany(static a => a.Paths[0].Undecided).Distinct())
                WriteNotification("CSEC0102", "note", $"Not known, and it decides a path: {evidence.Text}", evidence.Origin);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        private void WriteNotification(string code, string level, string message, Provenance? origin)
        {
            json.WriteStartObject();
            json.WriteStartObject("descriptor");
            json.WriteString("id", code);
            json.WriteEndObject();
            json.WriteString("level", level);
            SarifJson.WriteText(json, "message", message);
            SarifJson.WriteLocations(json, "locations", [origin]);
            json.WriteEndObject();
        }

        private void WriteResult(AssetPaths asset)
        {
            var path = asset.Paths[0];
            var last = path.Steps[^1].Technique;
            json.WriteStartObject();
            json.WriteString("ruleId", last.Id);
            json.WriteNumber("ruleIndex", _techniques.IndexOf(last));
            json.WriteString("kind", path.IsProven ? "fail" : "open");
            json.WriteString("level", !path.IsProven ? "none" : asset.Asset.Kind is PrivilegeKind.Secrets or PrivilegeKind.Availability ? "warning" : "error");
            SarifJson.WriteText(json, "message", $"{asset.Asset.Description}: in {(path.IsProven ? "proven" : "possible")} reach from {path.Source.Description} by {string.Join(", ", path.Steps.Select(static s => s.Technique.Name))}.");
            SarifJson.WriteLocations(json, "locations", [PlaceOf(path)]);
            json.WriteStartObject("partialFingerprints");
            json.WriteString("containersec/threat/v1", FingerprintOf(path));
            json.WriteEndObject();
            WriteFlow(path);
            json.WriteEndObject();
        }

        private void WriteFlow(AttackPath path)
        {
            json.WriteStartArray("codeFlows");
            json.WriteStartObject();
            json.WriteStartArray("threadFlows");
            json.WriteStartObject();
            json.WriteStartArray("locations");
            foreach (var step in path.Steps)
            {
                json.WriteStartObject();
                json.WritePropertyName("location");
                SarifJson.WriteLocation(json, PlaceOf(step), $"{step.To.Description}: {step.Technique.Name}. {string.Join("; ", step.Because.Concat(step.Undecided).Select(static e => e.Text))}".Trim());
                json.WriteString("importance", PlaceOf(step) is null ? "unimportant" : "essential");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        // The line to look at is the last one on the way that somebody wrote.
        private static Provenance? PlaceOf(AttackPath path) => path.Steps.Reverse().Select(PlaceOf).FirstOrDefault(static p => p is not null);

        private static Provenance? PlaceOf(AttackStep step) => step.Because.Concat(step.Undecided).Select(static e => e.Origin).FirstOrDefault(static o => o?.Text is not null);

        // Lines may move: a path stays the same while its privileges and techniques do.
        private static string FingerprintOf(AttackPath path) =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', path.Steps.Select(static s => string.Create(CultureInfo.InvariantCulture, $"{s.From}>{s.Technique.Id}>{s.To}"))))))[..32];
    }
}
