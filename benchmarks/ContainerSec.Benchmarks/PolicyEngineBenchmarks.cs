using BenchmarkDotNet.Attributes;
using ContainerSec.Readers;

namespace ContainerSec.Benchmarks;

/// <summary>Judging alone, of what was read before. Twice the workloads are to cost twice as much, whatever the profile.</summary>
[MemoryDiagnoser]
public class PolicyEngineBenchmarks
{
    private readonly PolicyEngine _recommended = new(Policy.Recommended);
    private readonly PolicyEngine _strict = new(Policy.Strict);
    private Deployment _deployment = null!;

    [Params(10, 1000, 2000)]
    public int Workloads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var text = new SourceText("shop.yaml", Inputs.ManifestsOf(Workloads));
        _deployment = ConfigurationReader.Read(Surface.Kubernetes, text).Deployment;
    }

    // No rule looks at less than each fact's state once.
    [Benchmark(Baseline = true, Description = "floor: look at each workload")]
    public int Floor()
    {
        var privileged = 0;
        foreach (var workload in _deployment.Workloads)
        {
            if (workload.Privileges.Privileged.Is(true))
                privileged++;
        }

        return privileged;
    }

    [Benchmark(Description = "judge by recommended")]
    public PolicyResult Recommended() => _recommended.Evaluate(_deployment, Inputs.Today);

    [Benchmark(Description = "judge by strict")]
    public PolicyResult Strict() => _strict.Evaluate(_deployment, Inputs.Today);
}
