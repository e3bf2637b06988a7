namespace ContainerSec.Threats;

/// <summary>Workloads that are alike for the network: whoever reaches one of them reaches the others, and so does what they reach.</summary>
/// <remarks>Ports that are published may differ; whether any is does not.</remarks>
public sealed class NetworkSegment
{
    internal NetworkSegment(int index, IReadOnlyList<Workload> workloads, string name) => (Index, Workloads, Name) = (index, workloads, name);

    /// <summary>Its place among the segments, from 0.</summary>
    public int Index { get; }

    /// <summary>Its workloads, in the order of the deployment.</summary>
    public IReadOnlyList<Workload> Workloads { get; }

    /// <summary>A name for people, after what its members have in common: <c>network back</c>, <c>namespace shop</c>.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Workloads.Count})";
}
