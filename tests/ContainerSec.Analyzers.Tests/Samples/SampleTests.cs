using System.Globalization;
using ContainerSec.Testing;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Tests.Samples;

/// <summary>What the analyzer says about the samples: the insecure ones have an accepted list, the hardened ones nothing.</summary>
[TestClass]
public class SampleTests
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;

        """;

    // The SDK of app hosts adds these.
    private const string AspireUsings = "global using Aspire.Hosting; global using Aspire.Hosting.ApplicationModel;\n";

    [TestMethod]
    public void AppHost_Insecure_IsJudgedAsAccepted()
    {
        var actual = Judge("AppHost/insecure/Program.cs", AspireDeclarations.Version13, AspireUsings);
        Assert.AreEqual(Golden.Expected("apphost-insecure.txt", actual), actual);
    }

    [TestMethod]
    public void AppHost_Hardened_IsQuiet() => Assert.AreEqual("", Judge("AppHost/hardened/Program.cs", AspireDeclarations.Version13, AspireUsings));

    [TestMethod]
    public void ContainerTests_Insecure_IsJudgedAsAccepted()
    {
        var actual = Judge("ContainerTests/insecure/ShopTests.cs", WithMSTest, "");
        Assert.AreEqual(Golden.Expected("container-tests-insecure.txt", actual), actual);
    }

    [TestMethod]
    public void ContainerTests_Hardened_IsQuiet() => Assert.AreEqual("", Judge("ContainerTests/hardened/ShopTests.cs", WithMSTest, ""));

    private static IReadOnlyList<MetadataReference> WithMSTest => [.. References.Testcontainers4, MetadataReference.CreateFromFile(typeof(TestMethodAttribute).Assembly.Location)];

    private static string Judge(string sample, IReadOnlyList<MetadataReference> references, string usings)
    {
        var diagnostics = AnalyzerHarness.Run(references, [File.ReadAllText(Path.Combine(Repository.Root, "samples", sample)), ImplicitUsings + usings]);
        return string.Concat(diagnostics.Select(static d => string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(d.Location.SourceTree!.FilePath)}({d.Location.GetLineSpan().StartLinePosition.Line + 1}) {d.Severity} {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}\n")));
    }
}
