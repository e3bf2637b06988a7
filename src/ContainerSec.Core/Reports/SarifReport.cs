using System.Buffers;
using System.Text;
using System.Text.Json;
using ContainerSec.Readers;

namespace ContainerSec.Reports;

/// <summary>SARIF 2.1.0: one run; findings are results, what could not be judged or read stands among the notifications.</summary>
internal static class SarifReport
{
    public static void Write(CheckReport report, TextWriter writer, ReportOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            new Session(report, json, options).Write();
        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Write('\n');
    }

    private sealed class Session(CheckReport report, Utf8JsonWriter json, ReportOptions options)
    {
        private readonly List<Rule> _rules =
        [
            .. report.Findings.Select(static f => f.Rule).Concat(report.Unjudged.Select(static u => u.Rule))
                .DistinctBy(static r => r.Info.Id).OrderBy(static r => r.Info.Id, StringComparer.Ordinal),
        ];

        public void Write()
        {
            json.WriteStartObject();
            json.WriteString("$schema", SarifJson.Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool();
            WriteInvocation();
            WriteResults();
            WriteTaxonomy();
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
            foreach (var rule in _rules)
                WriteRule(rule);
            json.WriteEndArray();
            json.WriteStartArray("supportedTaxonomies");
            json.WriteStartObject();
            json.WriteString("name", "CWE");
            json.WriteNumber("index", 0);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void WriteRule(Rule rule)
        {
            var info = rule.Info;
            json.WriteStartObject();
            json.WriteString("id", info.Id);
            json.WriteString("name", rule.GetType().Name);
            SarifJson.WriteText(json, "shortDescription", info.Title);
            SarifJson.WriteText(json, "fullDescription", info.Why);
            json.WriteStartObject("help");
            json.WriteString("text", $"{info.Why}\n{info.Fix}");
            json.WriteString("markdown", $"{info.Why}\n\n**Fix:** {info.Fix}");
            json.WriteEndObject();
            json.WriteString("helpUri", HelpLink.Of(info));
            json.WriteStartObject("defaultConfiguration");
            json.WriteBoolean("enabled", info.Production != Severity.Off);
            json.WriteString("level", LevelOf(info.Production == Severity.Off ? info.WhenOn : info.Production));
            json.WriteEndObject();
            WriteRelationships(info);
            json.WriteStartObject("properties");
            json.WriteStartArray("tags");
            json.WriteStringValue("security");
            foreach (var mapping in info.Mappings)
                json.WriteStringValue(mapping.ToString());
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void WriteRelationships(RuleInfo info)
        {
            var weaknesses = info.Mappings.Where(static m => m.Standard == Standard.Cwe).ToList();
            if (weaknesses.Count == 0)
                return;
            json.WriteStartArray("relationships");
            foreach (var weakness in weaknesses)
            {
                json.WriteStartObject();
                json.WriteStartObject("target");
                json.WriteString("id", weakness.Id);
                json.WriteStartObject("toolComponent");
                json.WriteString("name", "CWE");
                json.WriteNumber("index", 0);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteStartArray("kinds");
                json.WriteStringValue("superset");
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private void WriteInvocation()
        {
            json.WriteStartArray("invocations");
            json.WriteStartObject();
            json.WriteBoolean("executionSuccessful", !report.HasErrors);
            json.WriteStartArray("toolExecutionNotifications");
            var malformed = new HashSet<string>(StringComparer.Ordinal);
            foreach (var problem in report.Problems)
                WriteNotification(problem.Code, LevelOf(problem, malformed), problem.Message, problem.Origin, rule: null);
            foreach (var unjudged in report.Unjudged.Where(u => u.Severity >= options.MinimumSeverity))
                WriteNotification("CSEC0102", "note", $"{unjudged.Rule.Info.Id} could not be judged: {unjudged.Message}", unjudged.Origin, unjudged.Rule);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        // A malformed file is one error; what else is wrong in it follows as warnings.
        private static string LevelOf(ReadProblem problem, HashSet<string> malformed) => problem.Severity switch
        {
            ProblemSeverity.Error when malformed.Add(Names.FileOf(problem.Origin)) => "error",
            ProblemSeverity.Error or ProblemSeverity.Warning => "warning",
            _ => "note",
        };

        private void WriteNotification(string code, string level, string message, Provenance? origin, Rule? rule)
        {
            json.WriteStartObject();
            json.WriteStartObject("descriptor");
            json.WriteString("id", code);
            json.WriteEndObject();
            if (rule is not null)
            {
                json.WriteStartObject("associatedRule");
                json.WriteString("id", rule.Info.Id);
                json.WriteNumber("index", _rules.FindIndex(r => r.Info.Id == rule.Info.Id));
                json.WriteEndObject();
            }

            json.WriteString("level", level);
            SarifJson.WriteText(json, "message", message);
            SarifJson.WriteLocations(json, "locations", [origin]);
            json.WriteEndObject();
        }

        private void WriteResults()
        {
            var fingerprints = Fingerprint.Of(report.Findings);
            json.WriteStartArray("results");
            for (var i = 0; i < report.Findings.Count; i++)
            {
                if (report.Findings[i].Severity >= options.MinimumSeverity)
                    WriteResult(report.Findings[i], fingerprints[i]);
            }

            json.WriteEndArray();
        }

        private void WriteResult(Finding finding, string fingerprint)
        {
            json.WriteStartObject();
            json.WriteString("ruleId", finding.RuleId);
            json.WriteNumber("ruleIndex", _rules.FindIndex(r => r.Info.Id == finding.RuleId));
            json.WriteString("kind", "fail");
            json.WriteString("level", LevelOf(finding.Severity));
            SarifJson.WriteText(json, "message", finding.Message);
            SarifJson.WriteLocations(json, "locations", [finding.Origin]);
            if (finding.Related.Count > 0)
                SarifJson.WriteLocations(json, "relatedLocations", finding.Related);
            json.WriteStartObject("partialFingerprints");
            json.WriteString("containersec/v1", fingerprint);
            json.WriteEndObject();
            if (finding.Suppression is { } suppression)
                WriteSuppression(suppression);
            json.WriteEndObject();
        }

        private void WriteSuppression(Suppression suppression)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", suppression.Kind == SuppressionKind.Inline ? "inSource" : "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", suppression.Reason);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        private void WriteTaxonomy()
        {
            var weaknesses = _rules.SelectMany(static r => r.Info.Mappings).Where(static m => m.Standard == Standard.Cwe).Select(static m => m.Id).Distinct().Order(StringComparer.Ordinal);
            json.WriteStartArray("taxonomies");
            json.WriteStartObject();
            json.WriteString("name", "CWE");
            json.WriteString("organization", "MITRE");
            SarifJson.WriteText(json, "shortDescription", "Common Weakness Enumeration");
            json.WriteBoolean("isComprehensive", false);
            json.WriteStartArray("taxa");
            foreach (var weakness in weaknesses)
            {
                json.WriteStartObject();
                json.WriteString("id", weakness);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        private static string LevelOf(Severity severity) => severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            Severity.Info => "note",
            _ => "none",
        };
    }
}
