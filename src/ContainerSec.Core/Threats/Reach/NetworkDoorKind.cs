namespace ContainerSec.Threats;

/// <summary>How a workload is reached from outside of the networks that it is on.</summary>
public enum NetworkDoorKind
{
    /// <summary>A port of the host that the engine sends on to the container.</summary>
    PublishedPort,

    /// <summary>A pod's <c>hostPort</c>.</summary>
    HostPort,

    /// <summary>The host's own network: whatever the container listens on.</summary>
    HostNetwork,

    /// <summary>An address of its own on the host's network: macvlan, ipvlan, an unprotected bridge.</summary>
    OwnAddress,

    /// <summary>A Service of type NodePort, or the node ports of a load balancer.</summary>
    NodePort,

    /// <summary>A Service of type LoadBalancer.</summary>
    LoadBalancer,

    /// <summary>A Service that answers for addresses outside of the cluster (<c>externalIPs</c>).</summary>
    ExternalAddress,

    /// <summary>An Ingress.</summary>
    Ingress,

    /// <summary>An external endpoint of an application model.</summary>
    Endpoint,

    /// <summary>A development tunnel that asks nobody for a login.</summary>
    Tunnel,
}
