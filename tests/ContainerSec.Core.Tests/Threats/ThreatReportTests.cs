using System.Text.Json;
using ContainerSec.Readers;
using ContainerSec.Reports;
using ContainerSec.Testing;
using ContainerSec.Threats;
using NJsonSchema;

namespace ContainerSec.Tests.Threats;

/// <summary>What reports about a threat model say, and that nothing of a judged file is more to them than text.</summary>
[TestClass]
public class ThreatReportTests
{
    // What a container's root comes to, what a host rules, what a cluster holds: these hold by definition and need no line of a file.
    private static readonly string[] ByDefinition = ["CSE042", "CSE043", "CSE046", "CSE055"];

    private const string HostileName = "<script>alert(1)</script>|[x](y) %%{init: {}}%% \\u001b[31m*b*`c`";

    private const string Hostile = $$"""
        services:
          "{{HostileName}}":
            image: "nginx"
            privileged: true
            ports: ["80:80"]
            command: ["--token", "hunter2-and-more"]
            environment:
              DOCKER_HOST: tcp://user:hunter2-and-more@build:2375
              DB_PASSWORD: hunter2-and-more
            labels: { password: hunter2-and-more }
            volumes: ["/var/run/docker.sock:/var/run/docker.sock", "data:/data"]
          db:
            image: postgres
            environment: { POSTGRES_PASSWORD: hunter2-and-more }
            healthcheck: { test: ["CMD", "psql", "postgres://app:hunter2-and-more@db/shop"] }
            volumes: ["data:/data"]
        volumes: { data: {} }
        """;

    public static IEnumerable<object[]> Formats => Enum.GetValues<ThreatReportFormat>().Select(static f => new object[] { f });

    public static IEnumerable<object[]> Shops => [["insecure"], ["hardened"]];

    [TestMethod]
    [DynamicData(nameof(Shops))]
    public async Task Text_OfTheShop_IsAsAccepted(string shop) =>
        Assert.AreEqual("", Golden.Difference($"threats-{shop}.txt", Write(ThreatReportFormat.Text, await ShopReports.Of(shop))));

    [TestMethod]
    [DynamicData(nameof(Shops))]
    public async Task Mermaid_OfTheShop_IsAsAccepted(string shop) =>
        Assert.AreEqual("", Golden.Difference($"threats-{shop}.mmd", Write(ThreatReportFormat.Mermaid, await ShopReports.Of(shop))));

    [TestMethod]
    [DynamicData(nameof(Shops))]
    public async Task EveryStep_HasItsEvidence(string shop)
    {
        var report = await ShopReports.Of(shop);

        foreach (var step in report.Model.Steps.Where(static s => !ByDefinition.Contains(s.Technique.Id)))
        {
            if (step.Truth == Truth.Yes)
                Assert.IsTrue(step.Because.Any(static e => e.Origin is not null), $"{step} is proven by nothing that has a place: {string.Join("; ", step.Because)}");
            else
                Assert.IsNotEmpty(step.Undecided, $"{step} is possible, and nothing says what would decide.");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shops))]
    public async Task Json_RefersOnlyToWhatItHolds(string shop)
    {
        using var document = JsonDocument.Parse(Write(ThreatReportFormat.Json, await ShopReports.Of(shop)));
        var root = document.RootElement;
        var privileges = Ids(root.GetProperty("privileges"));
        var controls = Ids(root.GetProperty("controls"));
        var techniques = Ids(root.GetProperty("techniques"));
        var steps = root.GetProperty("steps").EnumerateArray().ToArray();

        for (var i = 0; i < steps.Length; i++)
        {
            Assert.AreEqual(i, steps[i].GetProperty("id").GetInt32());
            Assert.Contains(steps[i].GetProperty("from").GetString()!, privileges);
            Assert.Contains(steps[i].GetProperty("to").GetString()!, privileges);
            Assert.Contains(steps[i].GetProperty("technique").GetString()!, techniques);
            AssertAll(steps[i], "controls", controls);
        }

        AssertAll(root, "sources", privileges);
        AssertAll(root, "assets", privileges);
        foreach (var asset in root.GetProperty("paths").EnumerateArray())
        {
            foreach (var way in asset.GetProperty("ways").EnumerateArray())
                AssertLeads(way.GetProperty("steps"), asset.GetProperty("asset").GetString()!, steps);
        }

        foreach (var name in (string[])["plan", "fullPlan"])
        {
            var plan = root.GetProperty(name);
            AssertAll(plan, "controls", controls);
            AssertAll(plan, "assets", privileges);
            AssertAll(plan, "inReachBefore", privileges);
            foreach (var way in plan.GetProperty("uncut").EnumerateArray())
                Assert.IsTrue(way.EnumerateArray().All(s => s.GetInt32() < steps.Length));
        }

        foreach (var radius in root.GetProperty("blastRadii").EnumerateArray())
        {
            AssertAll(radius, "falls", privileges);
            AssertAll(radius, "mayFall", privileges);
            AssertAll(radius, "holds", privileges);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shops))]
    public async Task Sarif_FollowsThePublishedSchema(string shop)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "schemas", "sarif-2.1.0.json");
        if (!File.Exists(path))
            Assert.Inconclusive("The published schema is not beside the checkout.");
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(path));

        var errors = schema.Validate(Write(ThreatReportFormat.Sarif, await ShopReports.Of(shop)));

        Assert.IsEmpty(errors, string.Join('\n', errors));
    }

    [TestMethod]
    public async Task Sarif_OfTheInsecureShop_HasAResultForEachAsset_WithItsPath()
    {
        var report = await ShopReports.Of("insecure");
        using var sarif = JsonDocument.Parse(Write(ThreatReportFormat.Sarif, report));
        var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToArray();

        Assert.HasCount(report.Assets.Count, results);
        for (var i = 0; i < results.Length; i++)
        {
            Assert.AreEqual(report.Assets[i].IsProven ? "fail" : "open", results[i].GetProperty("kind").GetString());
            Assert.AreEqual(report.Assets[i].Paths[0].Steps.Count, results[i].GetProperty("codeFlows")[0].GetProperty("threadFlows")[0].GetProperty("locations").GetArrayLength());
        }

        Assert.HasCount(results.Length, results.Select(static r => r.GetProperty("partialFingerprints").GetProperty("containersec/threat/v1").GetString()).Distinct().ToArray());
    }

    [TestMethod]
    [DynamicData(nameof(Formats))]
    public void EachFormat_NeverShowsASecret(ThreatReportFormat format)
    {
        var text = Write(format, HostileReport(), new ReportOptions { Verbose = true });

        Assert.DoesNotContain("hunter2", text);
    }

    [TestMethod]
    public void EngineOverTheNetwork_IsToldWithoutItsPassword()
    {
        var step = HostileReport().Model.Steps.First(static s => s.Because.Any(static e => e.Text.Contains("engine without TLS", StringComparison.Ordinal)));

        Assert.Contains("tcp://user:****************@build:2375", string.Join(' ', step.Because));
    }

    [TestMethod]
    [DynamicData(nameof(Formats))]
    public void EachFormat_HoldsNoControlCharacter(ThreatReportFormat format)
    {
        var text = Write(format, HostileReport());

        Assert.IsFalse(text.Any(static c => char.IsControl(c) && c is not ('\n' or '\t')));
    }

    [TestMethod]
    [DynamicData(nameof(Formats))]
    public void EachFormat_IsTheSameEachTime(ThreatReportFormat format) => Assert.AreEqual(Write(format, HostileReport()), Write(format, HostileReport()));

    [TestMethod]
    [DynamicData(nameof(Formats))]
    public void EachFormat_OfNothing_IsWritten(ThreatReportFormat format) => Assert.IsGreaterThan(0, Write(format, ThreatReport.Of(ThreatModel.Build(new Deployment()))).Length);

    [TestMethod]
    public void Markdown_HoldsNoMarkupOfANeighbour()
    {
        var text = Write(ThreatReportFormat.Markdown, HostileReport());
        var parts = text.Split("```");
        Assert.HasCount(3, parts, "The chart is the only code.");
        var prose = parts[0] + parts[2];

        Assert.DoesNotContain("<script", text);
        Assert.DoesNotContain("%%{", parts[1]);
        Assert.DoesNotContain(")|[x](", prose);
        Assert.Contains("\\|\\[x](y)", prose);
        Assert.DoesNotContain("31m*b*", prose);
    }

    [TestMethod]
    public void Mermaid_HoldsNoMarkupOfANeighbour()
    {
        var text = Write(ThreatReportFormat.Mermaid, HostileReport());

        Assert.DoesNotContain("<script", text);
        Assert.DoesNotContain("%%{", text);
        Assert.DoesNotContain("`", text);
    }

    [TestMethod]
    public void Html_HoldsNoMarkupOfANeighbour()
    {
        var text = Write(ThreatReportFormat.Html, HostileReport());

        Assert.DoesNotContain("<script>alert", text);
        Assert.HasCount(3, text.Split("<script"), "One script, and one with the data.");
    }

    internal static ThreatReport HostileReport() =>
        ThreatReport.Of(ThreatModel.Build(ConfigurationReader.Read(Surface.Compose, new SourceText("compose.yaml", Hostile), ReadOptions.Default).Deployment));

    internal static string Write(ThreatReportFormat format, ThreatReport report, ReportOptions? options = null)
    {
        using var writer = new StringWriter();
        ThreatReports.Write(report, format, writer, (options ?? ReportOptions.Default) with { ToolVersion = "1.2.3" });
        return writer.ToString();
    }

    private static HashSet<string> Ids(JsonElement list)
    {
        var ids = list.EnumerateArray().Select(static e => e.GetProperty("id").GetString()!).ToArray();
        Assert.HasCount(ids.Length, ids.Distinct().ToArray(), "No id stands for two things.");
        return [.. ids];
    }

    private static void AssertAll(JsonElement of, string member, HashSet<string> known)
    {
        foreach (var name in of.GetProperty(member).EnumerateArray())
            Assert.Contains(name.GetString()!, known);
    }

    // Each step begins where the one before it ends; the last one gives the asset.
    private static void AssertLeads(JsonElement way, string asset, JsonElement[] steps)
    {
        string? at = null;
        foreach (var number in way.EnumerateArray())
        {
            var step = steps[number.GetInt32()];
            Assert.AreEqual(at ?? step.GetProperty("from").GetString(), step.GetProperty("from").GetString());
            at = step.GetProperty("to").GetString();
        }

        Assert.AreEqual(asset, at);
    }
}
