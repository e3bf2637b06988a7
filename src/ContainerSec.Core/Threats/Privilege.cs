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
        PrivilegeKind.Position => $"a place in {Of}",
        PrivilegeKind.Network => $"a connection into {Of}",
        PrivilegeKind.Traffic => $"the traffic of {Of}",
        PrivilegeKind.Code => $"code in {Of}",
        PrivilegeKind.Root => $"root in {Of}",
        PrivilegeKind.Secrets => $"secrets and data of {Of}",
        PrivilegeKind.Volume => $"the volume {Of}",
        PrivilegeKind.HostFiles => $"files and secrets of the {Of}",
        PrivilegeKind.HostKernel => $"the kernel of the {Of}",
        PrivilegeKind.HostRoot => $"root on the {Of}",
        PrivilegeKind.Availability => $"the means of the {Of}",
        PrivilegeKind.Identity => $"the identity {Of}",
        PrivilegeKind.Accounts => $"any service account of {Place}",
        PrivilegeKind.Pods => $"programs in the pods of {Place}",
        PrivilegeKind.ClusterSecrets => $"the Secrets of {Place}",
        PrivilegeKind.NamespaceAdmin => $"administration of {Place}",
        PrivilegeKind.ClusterAdmin => "administration of the cluster",
        PrivilegeKind.CloudCredentials => "credentials of the cloud",
        PrivilegeKind.Registry => "writing to the image registry",
        PrivilegeKind.BuildHost => "the machine that builds images",
        _ => Id,
    };

    private string Place => Of == EveryNamespace ? "every namespace" : $"the namespace {Of}";

    /// <summary>What stands for all namespaces in <see cref="Of"/>.</summary>
    internal const string EveryNamespace = "*";

    private static readonly string[] Names =
    [
        "internet", "supply-chain", "position", "network", "traffic", "code", "root", "secrets", "volume", "host-files", "host-kernel", "host-root", "availability", "identity",
        "accounts", "pods", "cluster-secrets", "namespace-admin", "cluster-admin", "cloud-credentials", "registry", "build-host",
    ];

    /// <inheritdoc/>
    public override string ToString() => Id;
}
