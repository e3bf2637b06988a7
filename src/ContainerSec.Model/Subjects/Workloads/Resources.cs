namespace ContainerSec;

/// <summary>Control-group limits and what the scheduler is asked for.</summary>
public sealed record Resources
{
    /// <summary>Nothing was said.</summary>
    public static Resources Unset { get; } = new();

    /// <summary>Most memory, in bytes; 0 or less is unlimited.</summary>
    public Fact<long> MemoryLimit { get; init; }

    /// <summary>Memory that is reserved or requested, in bytes.</summary>
    public Fact<long> MemoryRequest { get; init; }

    /// <summary>Most processor time, in cores; 0 or less is unlimited.</summary>
    public Fact<double> CpuLimit { get; init; }

    /// <summary>Processor time that is requested, in cores.</summary>
    public Fact<double> CpuRequest { get; init; }

    /// <summary>Most local storage, in bytes.</summary>
    public Fact<long> EphemeralStorageLimit { get; init; }

    /// <summary>Local storage that is requested, in bytes.</summary>
    public Fact<long> EphemeralStorageRequest { get; init; }

    /// <summary>Most processes; 0 or less is unlimited.</summary>
    public Fact<long> PidsLimit { get; init; }

    /// <summary>Whether the kernel must not kill the container when memory runs out.</summary>
    public Fact<bool> OomKillDisabled { get; init; }

    /// <summary>A control group of the host that the container's own is put under.</summary>
    public Fact<string> CgroupParent { get; init; }

    /// <summary>Per-process limits, setrlimit(2).</summary>
    public FactList<Ulimit> Ulimits { get; init; } = FactList<Ulimit>.Unset;
}
