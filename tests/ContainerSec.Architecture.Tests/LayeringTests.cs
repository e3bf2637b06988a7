using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ContainerSec.Readers;
using ContainerSec.Testing;

namespace ContainerSec.Tests;

/// <summary>The arrows of docs/architecture.md: Tool, Core, Readers, Model, and CodeFixes, Analyzers, Readers, Model; each knows only what stands below it.</summary>
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
    public void Core_ReferencesReadersModelAndFewLibraries() =>
        CollectionAssert.IsSubsetOf(ForeignReferences(Core), new[] { "ContainerSec.Model", "ContainerSec.Readers", "MAB.DotIgnore", "Microsoft.Extensions.Caching.Abstractions", "ZstdSharp" });

    [TestMethod]
    public void Docker_ReferencesCoreAndTheEnginesClient() =>
        CollectionAssert.IsSubsetOf(
            ForeignReferences("ContainerSec.Docker"),
            new[] { "ContainerSec.Core", "ContainerSec.Model", "Docker.DotNet", "Docker.DotNet.Handler.Abstractions", "Docker.DotNet.LegacyHttp", "Docker.DotNet.NPipe", "Docker.DotNet.Unix", "Docker.DotNet.X509", "Microsoft.Extensions.Logging.Abstractions" });

    [TestMethod]
    public void Analyzers_ReferenceRoslynAndReaders() =>
        CollectionAssert.IsSubsetOf(
            ForeignReferences("ContainerSec.Analyzers"),
            new[] { "ContainerSec.Model", "ContainerSec.Readers", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp" });

    [TestMethod]
    public void CodeFixes_ReferenceRoslynsWorkspacesToo() =>
        CollectionAssert.IsSubsetOf(
            ForeignReferences("ContainerSec.Analyzers.CodeFixes"),
            new[]
            {
                "ContainerSec.Analyzers", "ContainerSec.Model", "ContainerSec.Readers", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp",
                "Microsoft.CodeAnalysis.Workspaces", "Microsoft.CodeAnalysis.CSharp.Workspaces",
            });

    [TestMethod]
    [DataRow("ContainerSec.Core")]
    [DataRow("ContainerSec.Tool")]
    public void CoreAndTool_KnowNoAnalyzer(string project)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "src", project, project + ".csproj"));

        Assert.DoesNotContain("ContainerSec.Analyzers", text);
    }

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

        Assert.AreEqual("ContainerSec ContainerSec.Images ContainerSec.Readers ContainerSec.Reports ContainerSec.Threats", string.Join(' ', namespaces));
    }

    // The analyzer is built for compilers, not for this process: its references are read, it is not loaded.
    private static string[] ForeignReferences(string analyzer)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, analyzer + ".dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return Foreign(metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)));
    }

    private static string[] ForeignReferences(Assembly assembly) => Foreign(assembly.GetReferencedAssemblies().Select(static a => a.Name!));

    private static string[] Foreign(IEnumerable<string> names) =>
        [.. names.Where(static n => !n.StartsWith("System", StringComparison.Ordinal) && n is not ("netstandard" or "mscorlib" or "Microsoft.Win32.Primitives"))];
}
