using BenchmarkDotNet.Attributes;
using ContainerSec.Threats.Graph;

namespace ContainerSec.Benchmarks;

/// <summary>The threat model's questions to a graph as a cluster's. The paths to all assets of ten times the workloads are to cost about ten times as much.</summary>
[MemoryDiagnoser]
public class AttackGraphBenchmarks
{
    private AttackGraphInput _input = null!;
    private GraphView _view;

    [Params(100, 1_000, 10_000)]
    public int Workloads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _input = new AttackGraphInput(Workloads);
        _view = _input.Graph.All;
    }

    // Whatever is said of paths, each edge has to be looked at once.
    [Benchmark(Baseline = true, Description = "floor: breadth-first search")]
    public int Floor() => Reachability.From(_view, [AttackGraphInput.Outside]).Count;

    [Benchmark(Description = "cheapest path to every asset")]
    public int Cheapest()
    {
        var paths = CheapestPaths.From(_view, [AttackGraphInput.Outside]);
        return _input.Assets.Sum(asset => paths.To(asset)?.Edges.Count ?? 0);
    }

    [Benchmark(Description = "five cheapest paths to every asset")]
    public int FiveCheapest()
    {
        var paths = new KCheapestPaths(_view, [AttackGraphInput.Outside]);
        return _input.Assets.Sum(asset => paths.To(asset, 5).Paths.Count);
    }

    [Benchmark(Description = "least cut of all assets")]
    public double LeastCut() => Threats.Graph.LeastCut.Find(_view, [AttackGraphInput.Outside], _input.Assets, _input.Costs).Cost;

    [Benchmark(Description = "least cut of the cluster's identity")]
    public double LeastCutOfOne() => Threats.Graph.LeastCut.Find(_view, [AttackGraphInput.Outside], [_input.Assets[0]], _input.Costs).Cost;
}
