using BenchmarkDotNet.Attributes;
using ContainerSec.Analyzers;

namespace ContainerSec.Benchmarks;

/// <summary>A build of an Aspire app host. The floor is the same build with an analyzer that asks for nothing; at most 5 % more at 500 resources.</summary>
[MemoryDiagnoser]
public class AppHostBenchmarks
{
    private string[] _code = null!;

    [Params(5, 50, 500)]
    public int Resources { get; set; }

    [GlobalSetup]
    public void Setup() => _code = Code.AppHost(Resources);

    [Benchmark(Baseline = true, Description = "floor: empty analyzer")]
    public int Floor() => Code.Build(_code, new EmptyAnalyzer(), aspire: true);

    [Benchmark(Description = "app host")]
    public int AppHost() => Code.Build(_code, new ContainerSecAnalyzer(), aspire: true);
}
