namespace ContainerSec;

/// <summary>A Service.</summary>
public sealed record KubernetesService : KubernetesObject
{
    /// <summary>Its type: <c>ClusterIP</c>, <c>NodePort</c>, <c>LoadBalancer</c>, <c>ExternalName</c>.</summary>
    public Fact<string> Type { get; init; }

    /// <summary>Labels of the pods that it sends to.</summary>
    public FactList<Label> Selector { get; init; } = FactList<Label>.Unset;

    /// <summary>Its ports.</summary>
    public FactList<ServicePort> Ports { get; init; } = FactList<ServicePort>.Unset;

    /// <summary>Addresses outside of the cluster that it answers for.</summary>
    public FactList<string> ExternalIPs { get; init; } = FactList<string>.Unset;

    /// <summary>The name that it is an alias of.</summary>
    public Fact<string> ExternalName { get; init; }

    /// <summary>The client addresses that a load balancer admits.</summary>
    public FactList<string> LoadBalancerSourceRanges { get; init; } = FactList<string>.Unset;

    /// <summary>Whether it sends to a pod; null when that cannot be computed. Without a selector it sends to none that is known.</summary>
    /// <param name="pod">The pod.</param>
    public bool? SendsTo(Pod pod)
    {
        if (IsInNamespace(pod.Namespace) == false || (Selector.Count == 0 && !Selector.HasUnknown))
            return false;
        var unsure = IsInNamespace(pod.Namespace) is null || Selector.HasUnknown || pod.Labels.HasUnknown;
        foreach (var label in Selector)
        {
            if (label.IsKnown && !pod.Labels.AnyKnown(l => l == label.Value))
                return pod.Labels.HasUnknown ? null : false;
        }

        return unsure ? null : true;
    }
}
