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

    /// <summary>Whether it governs what the pods may reach: it says so, or has rules for it; null when that cannot be computed.</summary>
    public bool? GovernsEgress =>
        PolicyTypes.AnyKnown(static t => t == "Egress") ? true
        : PolicyTypes.HasUnknown ? null
        : PolicyTypes.IsUnset && Egress is { IsUnset: false, Count: > 0 };
}
