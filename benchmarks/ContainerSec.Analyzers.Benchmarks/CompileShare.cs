using System.Diagnostics;
using System.Globalization;
using ContainerSec.Analyzers;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Benchmarks;

/// <summary>The share of a build that the analyzer takes, floor and subject in turns in one process: what is left of a noisy machine is the least of many runs.</summary>
internal static class CompileShare
{
    public static void Print()
    {
        foreach (var files in (int[])[1, 100, 1000])
            Compare($"no library, {files} files", Code.Ordinary(files), false, false, files);
        foreach (var files in (int[])[10, 100, 1000])
            Compare($"tests with containers, {files} files", Code.Tests(files), true, false, files);
        foreach (var resources in (int[])[5, 50, 500])
            Compare($"app host, {resources} resources", Code.AppHost(resources), false, true, 1);
    }

    private static void Compare(string name, string[] sources, bool testcontainers, bool aspire, int files)
    {
        var rounds = files >= 1000 ? 6 : 25;
        var (floor, subject) = ((double.MaxValue, long.MaxValue), (double.MaxValue, long.MaxValue));
        for (var i = 0; i < rounds; i++)
        {
            floor = Least(floor, Measure(new EmptyAnalyzer()));
            subject = Least(subject, Measure(new ContainerSecAnalyzer()));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-40} {floor.Item1,9:F1} ms {subject.Item1,9:F1} ms {subject.Item1 / floor.Item1,7:F3}  {(subject.Item2 - floor.Item2) / 1024.0 / files,9:F1} KiB a file"));

        // Processor time of the whole process: the compiler works on several threads.
        (double Time, long Bytes) Measure(DiagnosticAnalyzer analyzer)
        {
            GC.Collect();
            var (time, bytes) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));
            Code.Build(sources, analyzer, testcontainers, aspire);
            return ((Process.GetCurrentProcess().TotalProcessorTime - time).TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
        }
    }

    private static (double, long) Least((double Time, long Bytes) a, (double Time, long Bytes) b) => (Math.Min(a.Time, b.Time), Math.Min(a.Bytes, b.Bytes));
}
