using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Analyzers.Tests;

/// <summary>Compiles code in memory and runs the analyzer over it: a few milliseconds a case.</summary>
internal static class AnalyzerHarness
{
    /// <summary>What the analyzer reports, in the order of the text.</summary>
    /// <param name="references">The libraries that the code compiles against, besides the framework.</param>
    /// <param name="sources">The files; each is named File0.cs, File1.cs ….</param>
    /// <param name="mode">recommended, strict or off.</param>
    /// <param name="mustCompile">Whether an error of the compiler is a mistake of the test.</param>
    /// <param name="options">Keys of .editorconfig that hold for every file.</param>
    /// <param name="parse">Symbols of the preprocessor and the like.</param>
    public static ImmutableArray<Diagnostic> Run(
        IEnumerable<MetadataReference> references, IReadOnlyList<string> sources, string mode = "recommended", bool mustCompile = true,
        IReadOnlyDictionary<string, string>? options = null, CSharpParseOptions? parse = null)
    {
        var compilation = Compile(references, sources, parse);
        if (mustCompile && compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).ToArray() is { Length: > 0 } errors)
            throw new InvalidOperationException($"The code of the test does not compile:\n{string.Join('\n', errors.Take(5))}\n{sources[0]}");
        return Run(compilation, mode, options);
    }

    /// <summary>What the analyzer reports of a compilation.</summary>
    public static ImmutableArray<Diagnostic> Run(Compilation compilation, string mode = "recommended", IReadOnlyDictionary<string, string>? options = null)
    {
        Exception? crash = null;
        var keys = new Dictionary<string, string>(options ?? new Dictionary<string, string>()) { ["containersec.mode"] = mode };
        var with = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new Options(keys)), (exception, _, _) => crash ??= exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = new CompilationWithAnalyzers(compilation, [new ContainerSecAnalyzer { Today = new DateTime(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc) }], with).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();
        if (crash is not null)
            throw new InvalidOperationException($"The analyzer threw: {crash}", crash);
        return [.. diagnostics.OrderBy(static d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>Code as a library, or as a program when it begins with statements.</summary>
    public static CSharpCompilation Compile(IEnumerable<MetadataReference> references, IReadOnlyList<string> sources, CSharpParseOptions? parse = null)
    {
        var trees = sources.Select((source, i) => CSharpSyntaxTree.ParseText(Microsoft.CodeAnalysis.Text.SourceText.From(source), parse ?? CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest), $"File{i}.cs")).ToArray();
        var isProgram = trees.Any(static t => t.GetRoot().ChildNodes().Any(static n => n is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax));
        return CSharpCompilation.Create("Test", trees, [.. References.Framework, .. references],
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private sealed class Options(IReadOnlyDictionary<string, string> keys) : AnalyzerConfigOptionsProvider
    {
        private readonly Keys _keys = new(keys);

        public override AnalyzerConfigOptions GlobalOptions => _keys;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _keys;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _keys;
    }

    private sealed class Keys(IReadOnlyDictionary<string, string> keys) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => keys.TryGetValue(key, out value);
    }
}
