using BenchmarkDotNet.Attributes;
using ContainerSec.Readers;

namespace ContainerSec.Benchmarks;

/// <summary>Dockerfiles: a file of a project, and many in one text. The floor looks once at each line.</summary>
[MemoryDiagnoser]
public class DockerfileBenchmarks
{
    private readonly PolicyEngine _engine = new(Policy.Recommended);
    private SourceText _text = null!;

    [Params(1, 100, 2000)]
    public int KiB { get; set; }

    [GlobalSetup]
    public void Setup() => _text = new SourceText("Dockerfile", Inputs.Dockerfile(KiB * 1024));

    [Benchmark(Baseline = true, Description = "floor: first character of each line")]
    public int Floor()
    {
        var comments = 0;
        foreach (var line in _text.Content.AsSpan().EnumerateLines())
        {
            var trimmed = line.TrimStart();
            if (trimmed.Length > 0 && trimmed[0] == '#')
                comments++;
        }

        return comments;
    }

    [Benchmark(Description = "read")]
    public ReadResult Read() => ConfigurationReader.Read(Surface.Dockerfile, _text);

    [Benchmark(Description = "read and judge")]
    public PolicyResult ReadAndJudge() => _engine.Evaluate(Read().Deployment, Inputs.Today);
}
