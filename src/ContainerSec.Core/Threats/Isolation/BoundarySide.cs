namespace ContainerSec.Threats;

/// <summary>What lies behind a boundary of a container.</summary>
public enum BoundarySide
{
    /// <summary>The kernel of the host, and the host with it.</summary>
    Host,

    /// <summary>Other containers of the host.</summary>
    OtherContainers,

    /// <summary>The container whose namespaces it joins, or those of its pod.</summary>
    JoinedContainers,

    /// <summary>What is on the network.</summary>
    Network,

    /// <summary>The API of the cluster.</summary>
    ClusterApi,
}
