namespace ContainerSec.Threats;

/// <summary>CSE056: a persistent volume is any path of a node.</summary>
internal sealed class HostVolumeMade() : EscalationTechnique(EscalationKind.CreatePersistentVolume)
{
    public override TechniqueInfo Info { get; } = new("CSE056", "Volume of a path of a node")
    {
        From = PrivilegeKind.Identity,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege | Stride.Tampering,
        Chapters = [14],
        What = "A persistent volume names any path of a node; a claim mounts it although hostPath is forbidden.",
        Conditions = ["the identity may create persistent volumes"],
        Blockers = ["fewer rights"],
        Strength = 5,
        Attack = ["T1611"],
        KubernetesMatrix = ["MS-TA9013"],
        Owasp = ["A01:2025", "K03:2022"],
        References = ["Kubernetes documentation, Role Based Access Control Good Practices"],
    };
}
