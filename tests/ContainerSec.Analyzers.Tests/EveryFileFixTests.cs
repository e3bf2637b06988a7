using ContainerSec.Testing;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests;

/// <summary>Every fix of every diagnostic in the rules' examples and in the insecure sample: what it leaves can be read, and one finding less is in it.</summary>
[TestClass]
public class EveryFileFixTests
{
    private static readonly Dictionary<Surface, string> Paths = new()
    {
        [Surface.Dockerfile] = "/app/Dockerfile",
        [Surface.Compose] = "/app/compose.yaml",
        [Surface.Kubernetes] = "/app/k8s/app.yaml",
        [Surface.Project] = "/app/App.csproj",
        [Surface.LaunchSettings] = "/app/Properties/launchSettings.json",
    };

    [TestMethod]
    public void Fix_LeavesAFileThatCanBeRead_AndNoFinding()
    {
        var files = RuleCatalog.Rules.SelectMany(static rule => rule.Info.Examples).Where(static e => e.Expected == Verdict.Fail && Paths.ContainsKey(e.Surface)).Select(static e => (Path: Paths[e.Surface], e.Text))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples", "Shop", "insecure"), "*", SearchOption.AllDirectories)
                .Where(static f => Path.GetFileName(f) is "Dockerfile" || Path.GetExtension(f) is ".yaml" or ".yml").Select(static f => (Path: f, Text: File.ReadAllText(f))));
        var (wrong, tried) = (new List<string>(), 0);
        foreach (var (path, text) in files)
        {
            var document = FileFixHarness.ToDocument(path, text);
            var diagnostics = FileFixHarness.Run(path, text);
            foreach (var diagnostic in diagnostics)
            {
                foreach (var action in FileFixHarness.Offered(document, diagnostic))
                {
                    tried++;
                    var changed = FileFixHarness.Apply(document, action);
                    var left = FileFixHarness.Run(path, changed);
                    if (left.Count(static d => d.Id == "CSEC0104") > diagnostics.Count(static d => d.Id == "CSEC0104") || left.Count(d => d.Id == diagnostic.Id) >= diagnostics.Count(d => d.Id == diagnostic.Id))
                        wrong.Add($"{path}({diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}) {diagnostic.Id} '{action.Title}' leaves\n{changed}");
                }
            }
        }

        Assert.AreEqual("", string.Join("\n\n", wrong));
        Assert.IsGreaterThan(100, tried);
    }
}
