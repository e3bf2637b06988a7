using System.Globalization;
using System.Xml;

namespace ContainerSec.Reports;

/// <summary>JUnit XML, as build services read it: a suite a file, a case a finding; a file without findings is a case that passes.</summary>
internal static class JunitReport
{
    public static void Write(CheckReport report, TextWriter writer, ReportOptions options)
    {
        var findings = report.Findings.Where(f => f.Severity >= options.MinimumSeverity).ToLookup(static f => Names.FileOf(f.Origin), StringComparer.Ordinal);
        var problems = report.Problems.Where(static p => p.Severity == Readers.ProblemSeverity.Error).ToLookup(static p => Names.FileOf(p.Origin), StringComparer.Ordinal);
        var files = report.Files.Select(static f => f.Path).Concat(findings.Select(static g => g.Key)).Concat(problems.Select(static g => g.Key))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        using var xml = XmlWriter.Create(writer, new XmlWriterSettings { Indent = true, NewLineChars = "\n", CloseOutput = false, OmitXmlDeclaration = true });
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "containersec");
        foreach (var file in files)
            WriteSuite(xml, file, [.. findings[file]], [.. problems[file]]);
        xml.WriteEndElement();
        xml.Flush();
        writer.Write('\n');
    }

    private static void WriteSuite(XmlWriter xml, string file, List<Finding> findings, List<Readers.ReadProblem> problems)
    {
        var failures = findings.Count(static f => !f.IsSuppressed);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Clean(file));
        Number(xml, "tests", Math.Max(1, findings.Count + problems.Count));
        Number(xml, "failures", failures);
        Number(xml, "errors", problems.Count);
        Number(xml, "skipped", findings.Count - failures);
        foreach (var problem in problems)
            WriteCase(xml, file, $"{problem.Code} {problem.Origin?.Description}", "error", problem.Message, problem.ToString());
        foreach (var finding in findings)
        {
            var details = $"{finding.Origin?.Description}: {finding.Message}\n{finding.Rule.Info.Why}\nFix: {finding.Rule.Info.Fix}";
            WriteCase(xml, file, $"{finding.RuleId} {finding.Message}", finding.IsSuppressed ? "skipped" : "failure", finding.Suppression?.Reason ?? finding.Message, finding.IsSuppressed ? "" : details);
        }

        if (findings.Count + problems.Count == 0)
            WriteCase(xml, file, "no findings", null, "", "");
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, string file, string name, string? outcome, string message, string details)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(file));
        xml.WriteAttributeString("name", Clean(name));
        if (outcome is not null)
        {
            xml.WriteStartElement(outcome);
            xml.WriteAttributeString("message", Clean(message));
            xml.WriteString(Clean(details));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Number(XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    // Hostile names may hold characters that XML cannot say.
    private static string Clean(string text) => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.Select(static c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));
}
