using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Benchmarks;

/// <summary>A build as the compiler does it: analyzers listen while it emits, and what it has bound is theirs, too.</summary>
/// <remarks>
/// The public way to run analyzers binds the code for them before it is bound once more to be emitted. The compiler's own way is not public, so it is
/// found by name; <c>CommonCompiler.CompileAndEmit</c> of Roslyn does the same three steps.
/// </remarks>
internal static class Compiler
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // Findings that a build does not print are not asked for.
    private const int HiddenAndInfo = 0x3;

    private static readonly Assembly Common = typeof(Compilation).Assembly;
    private static readonly Type Driver = Common.GetType("Microsoft.CodeAnalysis.Diagnostics.AnalyzerDriver", throwOnError: true)!;
    private static readonly Type Manager = Common.GetType("Microsoft.CodeAnalysis.Diagnostics.AnalyzerManager", throwOnError: true)!;
    private static readonly Type Filter = Common.GetType("Microsoft.CodeAnalysis.Diagnostics.SeverityFilter", throwOnError: true)!;
    private static readonly MethodInfo Attach = Driver.GetMethods(Any).Single(static m => m.Name == "CreateAndAttachToCompilation" && m.GetParameters()[4].ParameterType == typeof(Action<Diagnostic>));
    private static readonly MethodInfo GetDiagnostics = Driver.GetMethod("GetDiagnosticsAsync", Any)!;

    /// <summary>Compiles and judges; the number of diagnostics.</summary>
    public static int Build(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var manager = Manager.GetConstructor(Any, [typeof(ImmutableArray<DiagnosticAnalyzer>)])!.Invoke([analyzers]);
        Action<Diagnostic> fail = static d => throw new InvalidOperationException(d.ToString());
        object?[] arguments = [compilation, analyzers, new AnalyzerOptions([]), manager, fail, false, Enum.ToObject(Filter, HiddenAndInfo), false, null, CancellationToken.None];
        var driver = Attach.Invoke(null, arguments);
        var attached = (Compilation)arguments[8]!;
        using var output = new MemoryStream();
        if (attached.Emit(output) is { Success: false } failed)
            throw new InvalidOperationException($"The code of the benchmark does not compile: {failed.Diagnostics.First(static d => d.Severity == DiagnosticSeverity.Error)}");
        return ((Task<ImmutableArray<Diagnostic>>)GetDiagnostics.Invoke(driver, [attached, CancellationToken.None])!).GetAwaiter().GetResult().Length;
    }
}
