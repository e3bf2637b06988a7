namespace ContainerSec.Threats;

/// <summary>CSE048: cluster-admin is the cluster.</summary>
internal sealed class EveryRight() : EscalationTechnique(EscalationKind.EveryRight)
{
    public override TechniqueInfo Info { get; } = new("CSE048", "Identity holds every right")
    {
        From = PrivilegeKind.Identity,
        To = PrivilegeKind.ClusterAdmin,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [14],
        What = "The identity is bound to cluster-admin, to a role of wildcards, or is in system:masters.",
        Conditions = ["a binding to cluster-admin or to a role that grants everything"],
        Blockers = ["a role with what is needed"],
        Strength = 0,
        Attack = ["T1078.003"],
        KubernetesMatrix = ["MS-TA9019"],
        Owasp = ["A01:2025", "K03:2022"],
        References = ["Kubernetes documentation, Role Based Access Control Good Practices"],
    };
}
