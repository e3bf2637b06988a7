using System.Globalization;
using System.Text;
using ContainerSec.Testing;

namespace ContainerSec.Tests.Samples;

/// <summary>The sample shop: what is found in the insecure version stays as it is accepted, and the hardened version is clean.</summary>
[TestClass]
public sealed class ShopTests
{
    private static readonly string Shop = Path.Combine(Repository.Root, "samples", "Shop");

    [TestMethod]
    public async Task Insecure_HasTheAcceptedFindings()
    {
        var report = await Check("insecure", "recommended");

        var list = Describe(report);
        Assert.AreEqual(Golden.Expected("shop-insecure.txt", list), list);
    }

    [TestMethod]
    public async Task Insecure_TeachesInEveryChapterThatConfigurationDecides()
    {
        var report = await Check("insecure", "recommended");

        // Chapter 5, sandboxes, has nothing that a team of this kind writes.
        var chapters = report.Open.Select(static f => int.Parse(f.RuleId.AsSpan(4, 2), CultureInfo.InvariantCulture)).Distinct().Order().ToArray();
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14 }, chapters);
    }

    [TestMethod]
    [DataRow("hardened", "recommended")]
    [DataRow("hardened/k8s", "pss-restricted")]
    [DataRow("hardened/k8s", "pss-restricted@1.34")]
    public async Task Hardened_IsClean(string folder, string profile)
    {
        var report = await Check(folder, profile);

        Assert.AreEqual("", Describe(report));
        Assert.IsEmpty(report.Unjudged);
        Assert.IsNotEmpty(report.Files);
    }

    // Support for a release ends on a day: these are the findings of one day.
    private static async Task<CheckReport> Check(string folder, string profile)
    {
        var report = await ContainerSecurity.CheckAsync([Path.Combine(Shop, folder)], new CheckOptions
        {
            Policy = Profiles.Find(profile)!,
            WorkingDirectory = Shop,
            Clock = new Day(),
        });
        Assert.IsEmpty(report.Problems);
        return report;
    }

    // file:line rule severity: message
    private static string Describe(CheckReport report)
    {
        var list = new StringBuilder();
        foreach (var finding in report.Open)
        {
            var text = finding.Origin!.Text!;
            list.Append(CultureInfo.InvariantCulture, $"{text.Source.Path}:{text.Start.Line} {finding.RuleId} {finding.Severity}: {finding.Message}\n");
        }

        return list.ToString();
    }

    private sealed class Day : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    }
}
