namespace ContainerSec.Threats;

/// <summary>A node of the attack graph: something that an attacker can hold.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Of">Of whom: a container, a host, an identity; empty where there is only one.</param>
public readonly record struct Privilege(PrivilegeKind Kind, string Of = "")
{
    /// <summary>Anybody on the internet.</summary>
    public static Privilege Internet { get; } = new(PrivilegeKind.Internet);

    /// <summary>Those who make images that are used.</summary>
    public static Privilege SupplyChain { get; } = new(PrivilegeKind.SupplyChain);

    /// <summary>The cluster.</summary>
    public static Privilege ClusterAdmin { get; } = new(PrivilegeKind.ClusterAdmin);

    /// <summary>Its name for machines, which no other one has: <c>code/api</c>.</summary>
    public string Id => Of.Length == 0 ? Names[(int)Kind] : $"{Names[(int)Kind]}/{Of}";

    /// <summary>Its name for people: <c>code in api</c>.</summary>
    public string Description => Kind switch
    {
        PrivilegeKind.Internet => "the internet",
        PrivilegeKind.SupplyChain => "the supply chain of images",
        PrivilegeKind.Network => $"the network {Of}",
        PrivilegeKind.Traffic => $"the traffic of the network {Of}",
        PrivilegeKind.Code => $"code in {Of}",
        PrivilegeKind.Root => $"root in {Of}",
        PrivilegeKind.Secrets => $"secrets and data of {Of}",
        PrivilegeKind.HostFiles => $"files and secrets of the {Of}",
        PrivilegeKind.HostKernel => $"the kernel of the {Of}",
        PrivilegeKind.HostRoot => $"root on the {Of}",
        PrivilegeKind.Availability => $"the means of the {Of}",
        PrivilegeKind.Identity => $"the identity {Of}",
        PrivilegeKind.ClusterAdmin => "administration of the cluster",
        PrivilegeKind.CloudCredentials => "credentials of the cloud",
        PrivilegeKind.Registry => $"writing to the registry {Of}",
        PrivilegeKind.BuildHost => "the machine that builds images",
        _ => Id,
    };

    private static readonly string[] Names =
    [
        "internet", "supply-chain", "network", "traffic", "code", "root", "secrets", "volume", "host-files", "host-kernel", "host-root", "availability", "identity",
        "cluster-admin", "cloud-credentials", "registry", "build-host",
    ];

    /// <inheritdoc/>
    public override string ToString() => Id;
}
