using System.Diagnostics;
using System.Globalization;
using ContainerSec.Analyzers;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Benchmarks;

/// <summary>The share of a build that the analyzer takes, all builds in turns in one process: what is left of a noisy machine is the least of many runs.</summary>
internal static class CompileShare
{
    private static readonly (string Name, Func<DiagnosticAnalyzer[]> Create)[] Builds =
    [
        ("nothing", static () => [new EmptyAnalyzer()]),
        ("operations", static () => [new OperationsAnalyzer()]),
        ("ContainerSec", static () => [new ContainerSecAnalyzer()]),
        ("both", static () => [new OperationsAnalyzer(), new ContainerSecAnalyzer()]),
        ("SDK", SdkAnalyzers.Create),
        ("SDK, ContainerSec", static () => [.. SdkAnalyzers.Create(), new ContainerSecAnalyzer()]),
    ];

    public static void Print(string only, int rounds)
    {
        foreach (var files in (int[])[1, 100, 1000])
            Compare($"no library, {files} files", () => Code.Compile(Code.Ordinary(files)), files);
        foreach (var files in (int[])[1, 100, 1000])
            Compare($"tests with containers, {files} files", () => Code.Compile(Code.Tests(files), testcontainers: true), files);
        foreach (var resources in (int[])[5, 50, 500])
            Compare($"app host, {resources} resources", () => Code.Compile(Code.AppHost(resources), aspire: true), 1);

        void Compare(string name, Func<Microsoft.CodeAnalysis.CSharp.CSharpCompilation> compile, int files)
        {
            if (!name.Contains(only, StringComparison.Ordinal))
                return;
            var least = Builds.Select(static _ => (Time: double.MaxValue, Bytes: long.MaxValue)).ToArray();
            for (var round = 0; round < Math.Max(4, files >= 1000 ? rounds / 4 : rounds); round++)
            {
                for (var i = 0; i < Builds.Length; i++)
                {
                    var (time, bytes) = Measure(compile, Builds[i].Create());
                    least[i] = (Math.Min(least[i].Time, time), Math.Min(least[i].Bytes, bytes));
                }
            }

            Console.WriteLine(name);
            for (var i = 0; i < Builds.Length; i++)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Builds[i].Name,-18} {least[i].Time,8:F1} ms {least[i].Time / least[0].Time,7:F3} {(least[i].Bytes - least[0].Bytes) / 1024.0 / files,9:F1} KiB a file"));
        }
    }

    // Processor time of the whole process: the compiler works on several threads.
    private static (double Time, long Bytes) Measure(Func<Microsoft.CodeAnalysis.CSharp.CSharpCompilation> compile, DiagnosticAnalyzer[] analyzers)
    {
        GC.Collect();
        var (time, bytes) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));
        Compiler.Build(compile(), [.. analyzers]);
        return ((Process.GetCurrentProcess().TotalProcessorTime - time).TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }
}
