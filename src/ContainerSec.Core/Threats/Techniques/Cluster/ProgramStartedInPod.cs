namespace ContainerSec.Threats;

/// <summary>CSE025: exec into a pod is code in it.</summary>
internal sealed class ProgramStartedInPod() : EscalationTechnique(EscalationKind.Exec, EscalationKind.Attach, EscalationKind.EphemeralContainer)
{
    public override TechniqueInfo Info { get; } = new("CSE025", "Program started in a running pod")
    {
        From = PrivilegeKind.Identity,
        To = PrivilegeKind.Pods,
        Stride = Stride.ElevationOfPrivilege | Stride.Tampering,
        Chapters = [14],
        What = "exec, attach and ephemeral containers run what the attacker names beside the program of the pod, with its files and its identity.",
        Conditions = ["the identity may exec into pods, attach to them, or add containers to them"],
        Blockers = ["fewer rights", "admission"],
        Strength = 1,
        Attack = ["T1609"],
        KubernetesMatrix = ["MS-TA9006"],
        Owasp = ["A01:2025", "K03:2022"],
        References = ["Kubernetes documentation, Role Based Access Control Good Practices"],
    };
}
