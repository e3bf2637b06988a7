namespace ContainerSec;

/// <summary>Whom a rule of a network policy admits. Parts that are written all have to hold.</summary>
public sealed record NetworkPolicyPeer
{
    /// <summary>Pods by label.</summary>
    public Fact<LabelSelector> PodSelector { get; init; }

    /// <summary>Namespaces by label.</summary>
    public Fact<LabelSelector> NamespaceSelector { get; init; }

    /// <summary>Addresses in CIDR notation.</summary>
    public Fact<string> Cidr { get; init; }

    /// <summary>Addresses of <see cref="Cidr"/> that are not meant.</summary>
    public FactList<string> Except { get; init; } = FactList<string>.Unset;
}
