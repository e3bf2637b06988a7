namespace ContainerSec.Threats;

/// <summary>CSE052: nodes/proxy is every pod of a node.</summary>
internal sealed class KubeletReached() : EscalationTechnique(EscalationKind.NodeProxy)
{
    public override TechniqueInfo Info { get; } = new("CSE052", "Kubelet reached through the API server")
    {
        From = PrivilegeKind.Identity,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege | Stride.Repudiation,
        Chapters = [14],
        What = "nodes/proxy talks to kubelets: it runs commands in every pod of a node, past admission and the audit log.",
        Conditions = ["the identity may use nodes/proxy"],
        Blockers = ["fewer rights"],
        Strength = 2,
        Attack = ["T1609"],
        KubernetesMatrix = ["MS-TA9030"],
        Owasp = ["A01:2025", "K03:2022"],
        References = ["Kubernetes documentation, Role Based Access Control Good Practices"],
    };
}
