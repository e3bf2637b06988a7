namespace ContainerSec.Threats;

/// <summary>What an attacker can hold.</summary>
public enum PrivilegeKind
{
    /// <summary>A connection from anywhere: where attackers from outside begin.</summary>
    Internet,

    /// <summary>A place among those who make images and base images: where attackers of the supply chain begin.</summary>
    SupplyChain,

    /// <summary>A place in a network: to send from there.</summary>
    Position,

    /// <summary>A connection to the containers of a part of the network.</summary>
    Network,

    /// <summary>The traffic of a network: reading it and changing it.</summary>
    Traffic,

    /// <summary>Code that runs in a container as its user.</summary>
    Code,

    /// <summary>Code that runs in a container as its root user, with the capabilities that the container is granted.</summary>
    Root,

    /// <summary>The secrets and the data of a container.</summary>
    Secrets,

    /// <summary>Writing to a volume.</summary>
    Volume,

    /// <summary>Reading files and secrets of a host.</summary>
    HostFiles,

    /// <summary>Code in the kernel of a host.</summary>
    HostKernel,

    /// <summary>Code that runs as root on a host.</summary>
    HostRoot,

    /// <summary>The means of a host, so that its other containers starve.</summary>
    Availability,

    /// <summary>A service account or another identity of a cluster.</summary>
    Identity,

    /// <summary>Any service account of a namespace.</summary>
    Accounts,

    /// <summary>Programs in the pods of a namespace.</summary>
    Pods,

    /// <summary>The Secrets of a namespace, read through the API.</summary>
    ClusterSecrets,

    /// <summary>Everything in a namespace.</summary>
    NamespaceAdmin,

    /// <summary>Everything that the API of a cluster can do.</summary>
    ClusterAdmin,

    /// <summary>Credentials of the cloud that a host runs in.</summary>
    CloudCredentials,

    /// <summary>Writing to an image registry.</summary>
    Registry,

    /// <summary>The machine that builds images.</summary>
    BuildHost,
}
