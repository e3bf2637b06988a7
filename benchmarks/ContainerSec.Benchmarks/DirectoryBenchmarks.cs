using BenchmarkDotNet.Attributes;

namespace ContainerSec.Benchmarks;

/// <summary>A whole directory, from the walk to the report. The floor reads the bytes of the same files, one after the other.</summary>
[MemoryDiagnoser]
public class DirectoryBenchmarks
{
    private string _directory = null!;
    private CheckOptions _options = null!;

    [Params(30, 1000)]
    public int Files { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _directory = Directory.CreateTempSubdirectory("containersec-").FullName;
        _options = new CheckOptions { WorkingDirectory = _directory };
        Inputs.WriteRepository(_directory, Files);
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_directory, recursive: true);

    [Benchmark(Baseline = true, Description = "floor: bytes of the files")]
    public long Floor()
    {
        var length = 0L;
        foreach (var file in Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories))
            length += File.ReadAllBytes(file).Length;
        return length;
    }

    [Benchmark(Description = "check")]
    public Task<CheckReport> Check() => ContainerSecurity.CheckAsync([_directory], _options);
}
