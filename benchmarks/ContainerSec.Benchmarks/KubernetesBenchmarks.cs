using BenchmarkDotNet.Attributes;
using ContainerSec.Readers;

namespace ContainerSec.Benchmarks;

/// <summary>Kubernetes manifests. The floor is YamlDotNet's parser alone; reading and judging is to cost at most 2.0 times as much.</summary>
[MemoryDiagnoser]
public class KubernetesBenchmarks
{
    private readonly PolicyEngine _engine = new(Policy.Recommended);
    private SourceText _text = null!;

    [Params(4, 100, 2000)]
    public int KiB { get; set; }

    [GlobalSetup]
    public void Setup() => _text = new SourceText("shop.yaml", Inputs.Manifests(KiB * 1024));

    [Benchmark(Baseline = true, Description = "floor: YamlDotNet's parser")]
    public int Floor() => YamlFloor.Parse(_text.Content);

    [Benchmark(Description = "read")]
    public ReadResult Read() => ConfigurationReader.Read(Surface.Kubernetes, _text);

    [Benchmark(Description = "read and judge")]
    public PolicyResult ReadAndJudge() => _engine.Evaluate(Read().Deployment, Inputs.Today);
}
