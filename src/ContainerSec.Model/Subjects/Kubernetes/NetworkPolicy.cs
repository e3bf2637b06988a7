namespace ContainerSec;

/// <summary>A NetworkPolicy.</summary>
public sealed record NetworkPolicy : KubernetesObject
{
    /// <summary>The pods of its namespace that it applies to; unset means the empty one, which selects all.</summary>
    public Fact<LabelSelector> PodSelector { get; init; }

    /// <summary>The directions that it governs as written: <c>Ingress</c>, <c>Egress</c>.</summary>
    public FactList<string> PolicyTypes { get; init; } = FactList<string>.Unset;

    /// <summary>What may come in; a written empty list admits nothing.</summary>
    public FactList<NetworkPolicyRule> Ingress { get; init; } = FactList<NetworkPolicyRule>.Unset;

    /// <summary>What may go out; a written empty list admits nothing.</summary>
    public FactList<NetworkPolicyRule> Egress { get; init; } = FactList<NetworkPolicyRule>.Unset;

    /// <summary>Whether it applies to a pod; null when that cannot be computed.</summary>
    /// <param name="pod">The pod.</param>
    public bool? AppliesTo(Pod pod)
    {
        if (IsInNamespace(pod.Namespace) == false)
            return false;
        var matches = PodSelector.IsUnset ? true : PodSelector.IsKnown ? PodSelector.Value.Matches(pod.Labels) : null;
        return matches == false ? false : IsInNamespace(pod.Namespace) is null ? null : matches;
    }

    /// <summary>Whether it governs who may reach the pods: it says so, or names no direction; null when that cannot be computed.</summary>
    public bool? GovernsIngress => Governs("Ingress", byDefault: true);

    /// <summary>Whether it governs what the pods may reach: it says so, or names no direction and has rules for it; null when that cannot be computed.</summary>
    public bool? GovernsEgress => Governs("Egress", Egress.Count > 0 ? true : Egress.HasUnknown ? null : false);

    // An empty list is completed by the API server as one that was not written.
    private bool? Governs(string direction, bool? byDefault) =>
        PolicyTypes.AnyKnown(t => t == direction) ? true
        : PolicyTypes.HasUnknown ? null
        : PolicyTypes.Count == 0 ? byDefault
        : false;
}
