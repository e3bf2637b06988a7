using BenchmarkDotNet.Attributes;

namespace ContainerSec.Benchmarks;

/// <summary>What execve(2) makes of a process: asked for every step of every path, so it must cost nothing. Its goal is 20 ns and no allocation.</summary>
[MemoryDiagnoser]
public class CapabilityBenchmarks
{
    private static readonly UserNamespace Container = new(UserNamespace.Initial, 0, IdMap.Parse("0 100000 65536"), IdMap.Parse("0 100000 65536"));

    private static readonly ProcessCredentials User = new(1000, 1000)
    {
        Groups = [10, 20, 2000],
        Bounding = EngineProfile.Docker.DefaultCapabilities,
    };

    private static readonly ProcessCredentials Contained = new(101000, 101000) { Namespace = Container, Bounding = EngineProfile.Docker.DefaultCapabilities };

    private static readonly ExecutableFile Capable = new() { Capabilities = new ContainerSec.FileCapabilities(new(Capability.NetRaw), default, IsEffective: true) };

    private static readonly ExecutableFile SetUserIdOfContainer = ExecutableFile.SetUserIdRoot with { Owner = 100000, Group = 100000 };

    private readonly ulong[] _sets = [0xa80425fb, 0, 0, 0, 0x2000, 0];

    /// <summary>The least that any answer needs: the two intersections and the union of capabilities(7), on bare words.</summary>
    [Benchmark(Baseline = true, Description = "floor: (X & fP) | (pI & fI) | pA")]
    public ulong Floor() => (_sets[0] & _sets[4]) | (_sets[1] & _sets[5]) | _sets[2];

    [Benchmark]
    public bool Plain() => User.Execute(ExecutableFile.Plain).HasValue;

    [Benchmark]
    public bool FileCapabilities() => User.Execute(Capable).HasValue;

    [Benchmark]
    public bool SetUserIdRoot() => User.Execute(ExecutableFile.SetUserIdRoot).HasValue;

    [Benchmark]
    public bool SetUserIdRootInUserNamespace() => Contained.Execute(SetUserIdOfContainer).HasValue;
}
