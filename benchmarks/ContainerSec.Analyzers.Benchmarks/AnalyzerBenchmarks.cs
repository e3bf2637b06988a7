using BenchmarkDotNet.Attributes;
using ContainerSec.Analyzers;

namespace ContainerSec.Benchmarks;

/// <summary>A build of projects of growing size. The floor is the same build with an analyzer that asks for nothing.</summary>
/// <remarks>At most 1 % more where no library is referenced that speaks of containers, at most 5 % on an app host of 500 resources.</remarks>
[MemoryDiagnoser]
public class AnalyzerBenchmarks
{
    private string[] _ordinary = null!, _tests = null!;

    [Params(1, 100, 1000)]
    public int Files { get; set; }

    [GlobalSetup]
    public void Setup() => (_ordinary, _tests) = (Code.Ordinary(Files), Code.Tests(Files));

    [Benchmark(Baseline = true, Description = "floor: no library, empty analyzer")]
    public int Floor() => Code.Build(_ordinary, new EmptyAnalyzer());

    [Benchmark(Description = "no library")]
    public int NoLibrary() => Code.Build(_ordinary, new ContainerSecAnalyzer());

    [Benchmark(Description = "tests with containers, empty analyzer")]
    public int TestsFloor() => Code.Build(_tests, new EmptyAnalyzer(), testcontainers: true);

    [Benchmark(Description = "tests with containers")]
    public int Tests() => Code.Build(_tests, new ContainerSecAnalyzer(), testcontainers: true);
}
