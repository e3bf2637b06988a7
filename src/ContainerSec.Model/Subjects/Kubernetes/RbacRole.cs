namespace ContainerSec;

/// <summary>A Role or ClusterRole: what may be done.</summary>
public sealed record RbacRole : KubernetesObject
{
    /// <summary>Its rules.</summary>
    public IReadOnlyList<RbacRule> Rules { get; init; } = [];

    /// <summary>Whether its rules are put together from other roles by label, so that there may be more.</summary>
    public bool IsAggregated { get; init; }

    /// <summary>Labels of the cluster roles whose rules it is put together from, each choice of its own; unset unless it is aggregated.</summary>
    public FactList<LabelSelector> AggregatedFrom { get; init; } = FactList<LabelSelector>.Unset;

    /// <summary>Whether there may be rules that could not be read, so that what <see cref="Rules"/> do not grant is not known.</summary>
    public bool MayHaveMoreRules { get; init; }

    /// <summary>Whether it is a ClusterRole.</summary>
    public bool IsClusterWide => Kind == "ClusterRole";
}
