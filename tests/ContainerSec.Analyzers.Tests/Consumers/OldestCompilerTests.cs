using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSec.Analyzers.Tests.Consumers;

/// <summary>The analyzer in the compiler of SDK 8.0.100 and Visual Studio 17.8: one that is newer than its host is not loaded at all.</summary>
[TestClass]
public class OldestCompilerTests
{
    private const string Version = "4.8.0";

    // Compiled against the old compiler and run beside it: the compiler of the tests is another one.
    private const string Driver = """
        using System;
        using System.Collections.Immutable;
        using System.Linq;
        using System.Reflection;
        using System.Threading;
        using Microsoft.CodeAnalysis;
        using Microsoft.CodeAnalysis.CSharp;
        using Microsoft.CodeAnalysis.Diagnostics;
        using Microsoft.CodeAnalysis.Text;

        public static class Driver
        {
            public static string Run(Assembly assembly)
            {
                var analyzers = assembly.GetTypes().Where(t => t.GetCustomAttribute<DiagnosticAnalyzerAttribute>() != null)
                    .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)).ToImmutableArray();
                var compilation = CSharpCompilation.Create("Sample", new[] { CSharpSyntaxTree.ParseText("class C { void M() { } }") },
                    options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
                var options = new AnalyzerOptions(ImmutableArray.Create<AdditionalText>(new File()));
                var diagnostics = compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
                return analyzers.Length + " analyzers in " + typeof(Compilation).Assembly.GetName().Version + ": "
                    + string.Join(", ", diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.Id));
            }

            private sealed class File : AdditionalText
            {
                public override string Path { get { return "/app/compose.yaml"; } }

                public override SourceText GetText(CancellationToken cancellationToken = default)
                {
                    return SourceText.From("services:\n  web:\n    image: registry.example/web:1.2.3\n    privileged: true\n");
                }
            }
        }
        """;

    [TestMethod]
    public void Analyzer_LoadsAndReports()
    {
        var context = new OldCompiler();
        var tree = CSharpSyntaxTree.ParseText(Driver);
        var compilation = CSharpCompilation.Create("Driver", [tree],
            [.. References.Framework, MetadataReference.CreateFromFile(OldCompiler.PathOf("Microsoft.CodeAnalysis")!), MetadataReference.CreateFromFile(OldCompiler.PathOf("Microsoft.CodeAnalysis.CSharp")!)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.IsTrue(compilation.Emit(image).Success, string.Join('\n', compilation.GetDiagnostics()));
        image.Position = 0;

        var analyzer = context.LoadFromAssemblyPath(typeof(ConfigurationFileAnalyzer).Assembly.Location);
        var said = context.LoadFromStream(image).GetType("Driver")!.GetMethod("Run")!.Invoke(null, [analyzer]);

        Assert.AreEqual("2 analyzers in 4.8.0.0: CSEC0901", said);
    }

    private sealed class OldCompiler() : AssemblyLoadContext("Roslyn " + Version)
    {
        private static readonly string Beside = AppContext.BaseDirectory;

        // The framework's folder of a package that old compilers share.
        public static string? PathOf(string name) => name switch
        {
            "Microsoft.CodeAnalysis" => InPackage("microsoft.codeanalysis.common", name),
            "Microsoft.CodeAnalysis.CSharp" => InPackage("microsoft.codeanalysis.csharp", name),
            "ContainerSec.Analyzers" or "ContainerSec.Model" or "ContainerSec.Readers" or "YamlDotNet" => Path.Combine(Beside, name + ".dll"),
            _ => null,
        };

        protected override Assembly? Load(AssemblyName assemblyName) => PathOf(assemblyName.Name!) is { } path ? LoadFromAssemblyPath(path) : null;

        private static string InPackage(string id, string name) => Path.Combine(ConsumerFeed.Metadata("NuGetPackageRoot"), id, Version, "lib", "netstandard2.0", name + ".dll");
    }
}
