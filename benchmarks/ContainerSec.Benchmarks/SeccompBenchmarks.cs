using System.Collections.Frozen;
using BenchmarkDotNet.Attributes;
using ContainerSec.Threats;

namespace ContainerSec.Benchmarks;

/// <summary>Decisions of a compiled profile. The floor looks the call's name up in a frozen table, which any answer by name has to.</summary>
[MemoryDiagnoser]
public class SeccompBenchmarks
{
    private static readonly string Json = SeccompProfile.Default(EngineProfile.Docker).ToJson();

    private readonly SeccompProfile _profile = SeccompProfile.Default(EngineProfile.Docker);
    private SeccompFilter _filter = SeccompProfile.Unconfined.Compile(CapabilitySet.Empty);
    private FrozenDictionary<string, object> _table = FrozenDictionary<string, object>.Empty;

    [Params("mount", "clone", "read")]
    public string Call { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _filter = _profile.Compile(EngineProfile.Docker.DefaultCapabilities);
        _table = SystemCalls.Of(SystemCallArchitecture.X64).ToFrozenDictionary(static call => call.Key, static call => (object)call, StringComparer.Ordinal);
    }

    [Benchmark(Baseline = true, Description = "floor: look the name up")]
    public object Floor() => _table[Call];

    [Benchmark(Description = "decide")]
    public Truth Decide() => _filter.Decide(Call).Allowed;

    [Benchmark(Description = "decide with an argument")]
    public Truth DecideWithArgument() => _filter.Decide(Call, 0x10000000).Allowed;

    [Benchmark(Description = "compile")]
    public SeccompFilter Compile() => _profile.Compile(EngineProfile.Docker.DefaultCapabilities);

    [Benchmark(Description = "read and compile")]
    public SeccompFilter ReadAndCompile() => SeccompProfile.Parse(Json, "profile.json").Compile(EngineProfile.Docker.DefaultCapabilities);
}
