namespace ContainerSec;

/// <summary>A Role or ClusterRole: what may be done.</summary>
public sealed record RbacRole : KubernetesObject
{
    /// <summary>Its rules.</summary>
    public IReadOnlyList<RbacRule> Rules { get; init; } = [];

    /// <summary>Whether its rules are put together from other roles by label, so that there may be more.</summary>
    public bool IsAggregated { get; init; }

    /// <summary>Whether it is a ClusterRole.</summary>
    public bool IsClusterWide => Kind == "ClusterRole";
}
