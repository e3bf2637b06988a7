using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSec.Analyzers.Tests;

/// <summary>Aspire as cases compile against it: the declarations of each version stand in a file and add to those of the version before.</summary>
internal static class AspireDeclarations
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Compiled8 = new(static () => [Compile("8")]);
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Compiled9 = new(static () => [Compile("8", "9")]);
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Compiled13 = new(static () => [Compile("8", "9", "13")]);

    public static IReadOnlyList<MetadataReference> Version8 => Compiled8.Value;

    public static IReadOnlyList<MetadataReference> Version9 => Compiled9.Value;

    public static IReadOnlyList<MetadataReference> Version13 => Compiled13.Value;

    private static PortableExecutableReference Compile(params string[] versions)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithPreprocessorSymbols(versions.Select(static v => "ASPIRE" + v));
        var trees = versions.Select(v => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Declarations", $"Aspire{v}.cs")), options));
        var compilation = CSharpCompilation.Create("Aspire.Hosting", trees, References.Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        if (!result.Success)
            throw new InvalidOperationException($"The declarations do not compile:\n{string.Join('\n', result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(10))}");
        assembly.Position = 0;
        return MetadataReference.CreateFromStream(assembly);
    }
}
