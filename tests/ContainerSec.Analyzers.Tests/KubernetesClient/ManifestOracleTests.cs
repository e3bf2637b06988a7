using ContainerSec.Readers;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests.KubernetesClient;

/// <summary>Code that builds what a manifest says is judged as the manifest is: the examples of the whole catalogue prove the mapping of every kind.</summary>
[TestClass]
public class ManifestOracleTests
{
    // For a few the library has no model: custom resources, versions that are gone.
    private const int LeastExamples = 180;

    [TestMethod]
    [DataRow(CodeStyle.Initializers, "recommended")]
    [DataRow(CodeStyle.Initializers, "strict")]
    [DataRow(CodeStyle.TargetTyped, "strict")]
    [DataRow(CodeStyle.Statements, "strict")]
    public void Code_IsJudgedAsItsManifest(CodeStyle style, string mode)
    {
        var code = new ManifestCode(AnalyzerHarness.Compile(References.KubernetesClient, []), style);
        var manifests = RuleCatalog.Rules.SelectMany(static r => r.Info.Examples).Where(static e => e.Surface == Surface.Kubernetes).Select(static e => e.Text).Distinct().ToList();
        var pairs = manifests.Select((text, i) => (Manifest: text, Code: code.Write($"Example{i}", text))).Where(static p => p.Code is not null).ToList();
        Assert.IsGreaterThanOrEqualTo(LeastExamples, pairs.Count, "too few examples could be written as code");

        var found = AnalyzerHarness.Run(References.KubernetesClient, [.. pairs.Select(static p => p.Code!)], mode).ToLookup(static d => d.Location.SourceTree!.FilePath, static d => d.Id);
        var engine = mode == "strict" ? AnalyzerSettings.Strict.Engine : AnalyzerSettings.Recommended.Engine;
        var wrong = new List<string>();
        for (var i = 0; i < pairs.Count; i++)
        {
            var read = ConfigurationReader.Read(Surface.Kubernetes, new ContainerSec.SourceText("pod.yaml", pairs[i].Manifest), ReadOptions.Default);
            var expected = Ids(engine.Evaluate(read.Deployment with { IsPartial = true }, DateTime.UtcNow).Findings.Where(static f => !f.IsSuppressed).Select(static f => f.RuleId));
            var actual = Ids(found[$"File{i}.cs"]);
            if (expected != actual)
                wrong.Add($"manifest: {expected}\ncode:     {actual}\n{pairs[i].Manifest}\n{pairs[i].Code}");
        }

        Assert.IsEmpty(wrong, $"{wrong.Count} of {pairs.Count} differ:\n{string.Join("\n----\n", wrong.Take(5))}");
    }

    private static string Ids(IEnumerable<string> ids) => string.Join(' ', ids.Distinct().Order(StringComparer.Ordinal));
}
