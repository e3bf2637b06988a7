namespace ContainerSec.Threats;

/// <summary>What stands at one end of a connection.</summary>
public enum NetworkEndpointKind
{
    /// <summary>Anybody on the internet, at an address that an attacker chooses.</summary>
    Internet,

    /// <summary>Machines on the networks that the host or node itself is on.</summary>
    LocalNetwork,

    /// <summary>The machine that runs the workload at the other end: a Docker host, or the node of a pod.</summary>
    Host,

    /// <summary>A container of the deployment.</summary>
    Workload,

    /// <summary>An address or a block of addresses outside of the deployment.</summary>
    Address,

    /// <summary>The API server of the cluster.</summary>
    ApiServer,

    /// <summary>A container of the same engine, or a pod of the same cluster in a namespace of its own, that is not in these files: another tenant.</summary>
    OtherTenant,
}
