using ContainerSec.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace ContainerSec.Analyzers.Tests;

/// <summary>The fixes as the Roslyn team's test library applies them: one by one, and by Fix All in a document, a project and a solution.</summary>
/// <remarks>The library applies fixes to code only; those of files are applied by <see cref="FileFixHarness"/>.</remarks>
[TestClass]
public class CodeFixLibraryTests
{
    private const string Usings = "using DotNet.Testcontainers.Builders;\nusing DotNet.Testcontainers.Configurations;\n\n";

    [TestMethod]
    public Task Call_IsTakenOut() => Verify(
        "var c = new ContainerBuilder(\"nginx:1.27\")\n    .WithPrivileged({|CSEC0901:true|})\n    .Build();\n",
        "var c = new ContainerBuilder(\"nginx:1.27\")\n    .Build();\n");

    [TestMethod]
    public Task SeveralCalls_AreTakenOut_OneByOneAndAtOnce() => Verify(
        "var a = new ContainerBuilder(\"nginx:1.27\").WithPrivileged({|CSEC0901:true|}).Build();\nvar b = new ContainerBuilder(\"nginx:1.27\").WithPrivileged({|CSEC0901:true|}).Build();\n",
        "var a = new ContainerBuilder(\"nginx:1.27\").Build();\nvar b = new ContainerBuilder(\"nginx:1.27\").Build();\n");

    [TestMethod]
    public Task Capabilities_OfOneList_AreTakenOutAtOnce() => Verify(
        "var h = new Docker.DotNet.Models.HostConfig { CapAdd = [{|CSEC0202:\"SYS_ADMIN\"|}, {|CSEC0202:\"SYS_MODULE\"|}], Memory = 1 };\n",
        "var h = new Docker.DotNet.Models.HostConfig { Memory = 1 };\n");

    [TestMethod]
    public Task Results_AreAssigned() => Verify(
        "var b = new ContainerBuilder(\"nginx:1.27\");\nb.{|CSEC0101:WithName(\"web\")|};\nb.{|CSEC0101:WithHostname(\"web\")|};\nb.Build();\n",
        "var b = new ContainerBuilder(\"nginx:1.27\");\nb = b.WithName(\"web\");\nb = b.WithHostname(\"web\");\nb.Build();\n");

    [TestMethod]
    public void Lines_ThatEndAsOnWindows_StaySo()
    {
        const string Code = "using Docker.DotNet.Models;\r\nclass C\r\n{\r\n    Mount M = new Mount\r\n    {\r\n        Type = \"bind\",\r\n        Source = \"/srv/a.conf\",\r\n        Target = \"/etc/a.conf\",\r\n    };\r\n}\r\n";
        var document = FixHarness.ToDocument(References.DockerDotNetEnhanced, Code);
        var diagnostic = AnalyzerHarness.Run(document.Project.GetCompilationAsync().GetAwaiter().GetResult()!, "strict").First(static d => d.Id == "CSEC0904");
        var text = FixHarness.Apply(document, FixHarness.Offered(document, diagnostic).Single()).GetTextAsync().GetAwaiter().GetResult().ToString();
        Assert.AreEqual(Code.Replace("\"/etc/a.conf\",\r\n", "\"/etc/a.conf\",\r\n        ReadOnly = true,\r\n", StringComparison.Ordinal), text);
    }

    private static async Task Verify(string before, string after)
    {
        var test = new Test { TestCode = Usings + before, FixedCode = Usings + after };
        await test.RunAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private sealed class Test : CSharpCodeFixTest<ContainerSecAnalyzer, ContainerSecCodeFixProvider, DefaultVerifier>
    {
        public Test()
        {
            // The framework of this test run, so that nothing is downloaded.
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange([.. References.Framework, .. References.Testcontainers4]);
            FixedState.InheritanceMode = StateInheritanceMode.AutoInherit;
            TestState.OutputKind = OutputKind.ConsoleApplication;
            MarkupOptions = MarkupOptions.UseFirstDescriptor;
            // Advice is not what these tests are about.
            CompilerDiagnostics = CompilerDiagnostics.Errors;
        }

        protected override ParseOptions CreateParseOptions() => new Microsoft.CodeAnalysis.CSharp.CSharpParseOptions(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest);
    }
}
