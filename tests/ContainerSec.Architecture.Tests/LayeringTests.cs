using System.Reflection;
using ContainerSec.Readers;
using ContainerSec.Testing;

namespace ContainerSec.Tests;

/// <summary>The arrows of docs/architecture.md: Tool, Core, Readers, Model; each knows only what stands below it.</summary>
[TestClass]
public class LayeringTests
{
    private static readonly Assembly Model = typeof(Rule).Assembly, Readers = typeof(ConfigurationReader).Assembly, Core = typeof(ContainerSecurity).Assembly;

    [TestMethod]
    public void Model_ReferencesOnlyTheFramework() => Assert.IsEmpty(ForeignReferences(Model));

    [TestMethod]
    public void Readers_ReferenceModelAndYamlDotNet() =>
        CollectionAssert.IsSubsetOf(ForeignReferences(Readers), new[] { "ContainerSec.Model", "YamlDotNet" });

    [TestMethod]
    public void Core_ReferencesReadersModelAndDotIgnore() =>
        CollectionAssert.IsSubsetOf(ForeignReferences(Core), new[] { "ContainerSec.Model", "ContainerSec.Readers", "MAB.DotIgnore" });

    [TestMethod]
    public void Model_UsesNoInputOutputAndNoClock()
    {
        // References show assemblies, not members: BannedSymbols.txt names the members, and this proves that it is there.
        var banned = File.ReadAllText(Path.Combine(Repository.Root, "src", "ContainerSec.Model", "BannedSymbols.txt"));
        foreach (var symbol in (string[])["T:System.IO.File;", "T:System.Console;", "P:System.DateTime.UtcNow;", "T:System.Environment;"])
            Assert.Contains(symbol, banned);
    }

    [TestMethod]
    public void PublicTypes_LiveInFewNamespaces()
    {
        var namespaces = ((Assembly[])[Model, Readers, Core]).SelectMany(static a => a.GetExportedTypes()).Select(static t => t.Namespace).Distinct().Order().ToList();

        Assert.AreEqual("ContainerSec ContainerSec.Readers ContainerSec.Reports", string.Join(' ', namespaces));
    }

    private static string[] ForeignReferences(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(static a => a.Name!).Where(static n => !n.StartsWith("System", StringComparison.Ordinal) && n is not ("netstandard" or "mscorlib"))];
}
