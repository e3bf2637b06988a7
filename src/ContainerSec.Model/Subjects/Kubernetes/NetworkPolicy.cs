namespace ContainerSec;

/// <summary>A NetworkPolicy.</summary>
public sealed record NetworkPolicy : KubernetesObject
{
    /// <summary>The pods of its namespace that it applies to; unset selects none, an empty one all.</summary>
    public Fact<LabelSelector> PodSelector { get; init; }

    /// <summary>The directions that it governs as written: <c>Ingress</c>, <c>Egress</c>.</summary>
    public FactList<string> PolicyTypes { get; init; } = FactList<string>.Unset;

    /// <summary>What may come in; a written empty list admits nothing.</summary>
    public FactList<NetworkPolicyRule> Ingress { get; init; } = FactList<NetworkPolicyRule>.Unset;

    /// <summary>What may go out; a written empty list admits nothing.</summary>
    public FactList<NetworkPolicyRule> Egress { get; init; } = FactList<NetworkPolicyRule>.Unset;
}
