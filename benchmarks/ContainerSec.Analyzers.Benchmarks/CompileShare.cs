using System.Diagnostics;
using System.Globalization;
using ContainerSec.Analyzers;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Benchmarks;

/// <summary>The share of a build that the analyzer takes, all builds in turns in one process: what is left of a noisy machine is the least of many runs, and the ratio of neighbours.</summary>
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

    /// <param name="only">A part of the names of the projects to build.</param>
    /// <param name="rounds">How often; projects of 1,000 files a quarter of that.</param>
    /// <param name="analyzers">The analyzers to compare, the first of them the floor; none for all.</param>
    public static void Print(string only, int rounds, string[] analyzers)
    {
        var builds = analyzers.Length == 0 ? Builds : [.. analyzers.Select(static name => Builds.Single(b => b.Name == name))];
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
            var runs = builds.Select(static _ => new List<(double Time, long Bytes)>()).ToArray();
            // The first round makes code of the code.
            for (var round = -1; round < Math.Max(2, files >= 1000 ? rounds / 4 : rounds); round++)
            {
                for (var turn = 0; turn < builds.Length; turn++)
                {
                    // Each comes behind each other one.
                    var i = (turn + Math.Max(round, 0)) % builds.Length;
                    var run = Measure(compile, builds[i].Create());
                    if (round >= 0)
                        runs[i].Add(run);
                }
            }

            Console.WriteLine($"{name}: least, ratio of the least, median of the ratios within a round, allocated beyond the first");
            for (var i = 0; i < builds.Length; i++)
            {
                var (least, bytes) = (runs[i].Min(static r => r.Time), runs[i].Min(static r => r.Bytes) - runs[0].Min(static r => r.Bytes));
                var ratios = runs[i].Select((r, round) => r.Time / runs[0][round].Time).Order().ToArray();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {builds[i].Name,-18} {least,8:F1} ms {least / runs[0].Min(static r => r.Time),7:F3} {ratios[ratios.Length / 2],7:F3} {bytes / 1024.0 / files,9:F1} KiB a file"));
            }
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
