using BenchmarkDotNet.Attributes;
using ContainerSec.Readers;

namespace ContainerSec.Benchmarks;

/// <summary>Compose files. The floor is YamlDotNet's parser alone; reading and judging is to cost at most 2.0 times as much.</summary>
[MemoryDiagnoser]
public class ComposeBenchmarks
{
    private readonly PolicyEngine _engine = new(Policy.Recommended);
    private SourceText _text = null!;

    [Params(4, 100, 2000)]
    public int KiB { get; set; }

    [GlobalSetup]
    public void Setup() => _text = new SourceText("compose.yaml", Inputs.Compose(KiB * 1024));

    [Benchmark(Baseline = true, Description = "floor: YamlDotNet's parser")]
    public int Floor() => YamlFloor.Parse(_text.Content);

    [Benchmark(Description = "read")]
    public ReadResult Read() => ConfigurationReader.Read(Surface.Compose, _text);

    [Benchmark(Description = "read and judge")]
    public PolicyResult ReadAndJudge() => _engine.Evaluate(Read().Deployment, Inputs.Today);
}
