namespace ContainerSec.Threats;

/// <summary>What is assumed where configuration files cannot say it.</summary>
public sealed record NetworkReachOptions
{
    /// <summary>The defaults.</summary>
    public static NetworkReachOptions Default { get; } = new();

    /// <summary>Whether the cluster's network plug-in enforces network policies; without one that does, they have no effect. Assumed by default.</summary>
    public Truth PoliciesAreEnforced { get; init; } = Truth.Yes;

    /// <summary>Whether hosts and nodes have addresses that the internet reaches, so that what is open on every interface is open to everybody. Assumed by default.</summary>
    public Truth HostsFaceTheInternet { get; init; } = Truth.Yes;

    /// <summary>Blocks of addresses, in CIDR notation, that pods get theirs from; empty when not known, then every private address may be a pod's.</summary>
    public IReadOnlyList<string> PodAddresses { get; init; } = [];
}
