namespace ContainerSec.Threats;

/// <summary>CSE024: who may create pods is root on a node, or any account of the namespace.</summary>
internal sealed class WorkloadCreated() : EscalationTechnique(EscalationKind.CreateWorkload, EscalationKind.ChangeWorkload)
{
    public override TechniqueInfo Info { get; } = new("CSE024", "Pod created or changed")
    {
        From = PrivilegeKind.Identity,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [14],
        What = "A pod is a way to a node unless admission refuses what is privileged; it also runs as any service account of its namespace.",
        Conditions = ["the identity may create or change pods or what makes them"],
        Blockers = ["fewer rights", "Pod Security admission", "an admission policy"],
        Strength = 3,
        Attack = ["T1610"],
        KubernetesMatrix = ["MS-TA9008", "MS-TA9012", "MS-TA9018"],
        Owasp = ["A01:2025", "K03:2022", "K04:2022"],
        References = ["Kubernetes documentation, Role Based Access Control Good Practices"],
    };
}
