using CsCheck;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests;

/// <summary>The texts of the rules' pages as files beside the code: the analyzer says what the rules say, and survives what is left of them when they are damaged.</summary>
[TestClass]
public class FileExampleTests
{
    private static readonly Dictionary<Surface, string> Paths = new()
    {
        [Surface.Dockerfile] = "/app/Dockerfile",
        [Surface.Compose] = "/app/compose.yaml",
        [Surface.Kubernetes] = "/app/k8s/app.yaml",
        [Surface.Project] = "/app/App.csproj",
        [Surface.LaunchSettings] = "/app/Properties/launchSettings.json",
    };

    private static readonly string[] Inserted = ["", "\t", "[", "}", "\"", "\0", "\r", ": ", "- ", "<!--", "# containersec:ignore", "\uD800"];

    private static readonly List<(RuleInfo Rule, Example Example)> Examples =
        [.. RuleCatalog.Rules.SelectMany(static rule => rule.Info.Examples.Where(static e => Paths.ContainsKey(e.Surface)).Select(example => (rule.Info, example)))];

    [TestMethod]
    public void Example_HasTheVerdictItClaims()
    {
        Assert.IsGreaterThan(100, Examples.Count);
        foreach (var (rule, example) in Examples)
        {
            var harness = Harness(Paths[example.Surface], example.Text).Severity(rule.Id, ReportDiagnostic.Warn);
            // A rule that says more about the same fact speaks in its stead.
            foreach (var other in RuleCatalog.Rules.Where(r => r.Info.Precedes.Contains(rule.Id)))
                harness.Severity(other.Info.Id, ReportDiagnostic.Suppress);
            var found = harness.Run().Where(d => d.Id == rule.Id).ToList();

            Assert.AreEqual(example.Expected == Verdict.Fail, found.Count > 0, $"{rule.Id}: {example.Text}");
            Assert.IsTrue(found.All(static d => d.Severity == DiagnosticSeverity.Warning));
        }
    }

    // The harness fails on an exception of the analyzer.
    [TestMethod]
    public void DamagedFile_IsJudgedOrSaidToBeMalformed() =>
        Gen.Select(Gen.Int[0, Examples.Count - 1], Gen.Int[0, 400], Gen.Int[0, 20], Gen.Int[0, Inserted.Length - 1])
            .Sample(static (which, at, length, what) =>
            {
                var example = Examples[which].Example;
                at = Math.Min(at, example.Text.Length);
                var text = example.Text.Remove(at, Math.Min(length, example.Text.Length - at)).Insert(at, Inserted[what]);
                foreach (var diagnostic in Harness(Paths[example.Surface], text).Run())
                    Assert.AreEqual(Paths[example.Surface], diagnostic.Location.GetLineSpan().Path);
            }, iter: 300, threads: 1);

    private static FileHarness Harness(string path, string text) => new FileHarness().File(path, text).Property("ContainerSecMode", "strict");
}
