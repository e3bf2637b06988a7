using System.Text.Json;
using System.Xml.Linq;
using ContainerSec.Reports;
using ContainerSec.Testing;
using NJsonSchema;

namespace ContainerSec.Tests.Reports;

[TestClass]
public class ReportTests
{
    private const string Compose = """
        services:
          web:
            image: nginx:1.27
            privileged: true
            cap_add: ["${CAP}"]
            environment:
              DB_PASSWORD: hunter2-and-more
          cache:
            image: redis # containersec:ignore CSEC0601 pinned by the mirror
        """;

    private static readonly ReportOptions Options = new() { ToolVersion = "1.2.3" };

    private static CheckReport Report => ContainerSecurity.Check(Surface.Compose, "deploy/compose <1>.yaml", Compose);

    private static string Write(ReportFormat format, CheckReport? report = null, ReportOptions? options = null)
    {
        using var writer = new StringWriter();
        ContainerSec.Reports.Report.Write(report ?? Report, format, writer, options ?? Options);
        return writer.ToString();
    }

    public static IEnumerable<object[]> Formats => Enum.GetValues<ReportFormat>().Select(static f => new object[] { f });

    [TestMethod]
    [DynamicData(nameof(Formats))]
    public void Write_EachFormat_IsAsAccepted(ReportFormat format) =>
        Assert.AreEqual("", Golden.Difference($"report.{format.ToString().ToLowerInvariant()}", Write(format)));

    [TestMethod]
    [DynamicData(nameof(Formats))]
    public void Write_EachFormat_NeverShowsASecret(ReportFormat format) =>
        Assert.DoesNotContain("hunter2", Write(format, options: Options with { Verbose = true, MinimumSeverity = Severity.Hidden }));

    [TestMethod]
    [DynamicData(nameof(Formats))]
    public void Write_EachFormat_IsTheSameEachTime(ReportFormat format) => Assert.AreEqual(Write(format), Write(format));

    [TestMethod]
    [DynamicData(nameof(Formats))]
    public void Write_AReportOfNothing_IsWritten(ReportFormat format)
    {
        var text = Write(format, ContainerSecurity.Check(new Deployment()));
        if (format != ReportFormat.Github)
            Assert.IsGreaterThan(0, text.Length);
    }

    [TestMethod]
    public async Task Sarif_FollowsThePublishedSchema()
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "schemas", "sarif-2.1.0.json");
        if (!File.Exists(path))
            Assert.Inconclusive("The published schema is not beside the checkout.");
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(path));

        var errors = schema.Validate(Write(ReportFormat.Sarif));

        Assert.IsEmpty(errors, string.Join('\n', errors));
    }

    [TestMethod]
    public void Sarif_PointsAtTheCause()
    {
        using var sarif = JsonDocument.Parse(Write(ReportFormat.Sarif));
        var result = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single(static r => r.GetProperty("ruleId").GetString() == "CSEC0901");
        var location = result.GetProperty("locations")[0].GetProperty("physicalLocation");

        Assert.AreEqual("deploy/compose%20%3C1%3E.yaml", location.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.AreEqual("""{"startLine":4,"startColumn":17,"endLine":4,"endColumn":21}""", JsonSerializer.Serialize(location.GetProperty("region")));
        Assert.AreEqual("warning", result.GetProperty("level").GetString());
    }

    [TestMethod]
    public void Sarif_SuppressedFinding_HasItsReason()
    {
        using var sarif = JsonDocument.Parse(Write(ReportFormat.Sarif));
        var result = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single(static r => r.GetProperty("ruleId").GetString() == "CSEC0601");

        Assert.AreEqual("""[{"kind":"inSource","status":"accepted","justification":"pinned by the mirror"}]""", JsonSerializer.Serialize(result.GetProperty("suppressions")));
    }

    [TestMethod]
    public void Junit_IsXmlThatCountsItsCases()
    {
        var suite = XDocument.Parse(Write(ReportFormat.Junit)).Root!.Element("testsuite")!;

        Assert.AreEqual(suite.Attribute("tests")!.Value, $"{suite.Elements("testcase").Count()}");
        Assert.AreEqual(suite.Attribute("failures")!.Value, $"{suite.Descendants("failure").Count()}");
    }

    [TestMethod]
    public void Html_HostileName_IsEncoded()
    {
        var report = ContainerSecurity.Check(Surface.Compose, "a.yaml", "services:\n  \"<script>alert(1)</script>\":\n    image: x:1\n    privileged: true\n");

        var html = Write(ReportFormat.Html, report);

        Assert.DoesNotContain("<script>alert", html);
        Assert.Contains("&lt;script&gt;alert", html);
    }
}
