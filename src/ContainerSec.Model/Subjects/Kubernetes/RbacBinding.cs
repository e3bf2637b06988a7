namespace ContainerSec;

/// <summary>A RoleBinding or ClusterRoleBinding: who may do it.</summary>
public sealed record RbacBinding : KubernetesObject
{
    /// <summary>The kind of role that is bound: <c>Role</c> or <c>ClusterRole</c>.</summary>
    public Fact<string> RoleKind { get; init; }

    /// <summary>The name of the role that is bound.</summary>
    public Fact<string> RoleName { get; init; }

    /// <summary>Who it is bound to.</summary>
    public FactList<RbacSubject> Subjects { get; init; } = FactList<RbacSubject>.Unset;

    /// <summary>Whether it is a ClusterRoleBinding.</summary>
    public bool IsClusterWide => Kind == "ClusterRoleBinding";
}
