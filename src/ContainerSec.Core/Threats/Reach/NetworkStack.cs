namespace ContainerSec.Threats;

/// <summary>A network namespace and who is in it: a pod, a container with those that joined it, or everything in a host's own.</summary>
internal sealed class NetworkStack(int id, Pod? pod)
{
    public int Id { get; } = id;

    /// <summary>The pod; null outside of a cluster.</summary>
    public Pod? Pod { get; } = pod;

    public List<Workload> Workloads { get; } = [];

    /// <summary>Whether it is the network of the host or node; of a pod each node has its own.</summary>
    public Truth IsHost { get; init; }

    /// <summary>Where that was said.</summary>
    public Provenance? HostOrigin { get; init; }

    public int Segment { get; set; } = -1;

    public Provenance? Origin => Pod?.Origin ?? Workloads[0].Origin;

    public string Description => Pod?.Description ?? Workloads[0].Description;
}
