using ContainerSec.Testing;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests;

/// <summary>The sample shop, its files listed as the package's targets list them.</summary>
[TestClass]
public class ShopTests
{
    [TestMethod]
    public void HardenedShop_IsSilent() => Assert.AreEqual("", Shop("hardened").Lines());

    [TestMethod]
    public void InsecureShop_IsReportedInEveryKindOfFile()
    {
        var warned = Shop("insecure").Run().Where(static d => d.Severity == DiagnosticSeverity.Warning).ToList();

        Assert.IsGreaterThan(30, warned.Count);
        foreach (var file in (string[])["Shop.Api/Dockerfile", "compose.yaml", "k8s/api.yaml"])
            Assert.IsTrue(warned.Exists(d => d.Location.GetLineSpan().Path.EndsWith("/" + file, StringComparison.Ordinal)), file);
    }

    private static FileHarness Shop(string version)
    {
        var root = Path.Combine(Repository.Root, "samples", "Shop", version);
        var harness = new FileHarness();
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(root, file).Replace('\\', '/');
            if (!path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
                && (path is ".env" || Path.GetFileName(path) is "Dockerfile" or "launchSettings.json" || Path.GetExtension(path) is ".yaml" or ".csproj"))
                harness.File("/shop/" + path, File.ReadAllText(file));
        }

        return harness;
    }
}
