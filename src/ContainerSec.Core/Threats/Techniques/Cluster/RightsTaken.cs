namespace ContainerSec.Threats;

/// <summary>CSE027: rights that give other rights.</summary>
internal sealed class RightsTaken() : EscalationTechnique(EscalationKind.BindRole, EscalationKind.EscalateRole, EscalationKind.Impersonate, EscalationKind.CreateToken)
{
    public override TechniqueInfo Info { get; } = new("CSE027", "Rights taken by bind, escalate or impersonate")
    {
        From = PrivilegeKind.Identity,
        To = PrivilegeKind.ClusterAdmin,
        Stride = Stride.ElevationOfPrivilege | Stride.Spoofing,
        Chapters = [14],
        What = "bind hands out a role that one does not hold, escalate writes rights into one, impersonate acts as another, a token request gives the token of any account.",
        Conditions = ["the identity may bind, escalate, impersonate, or create tokens"],
        Blockers = ["fewer rights"],
        Strength = 1,
        Attack = ["T1098.006"],
        KubernetesMatrix = ["MS-TA9019"],
        Owasp = ["A01:2025", "K03:2022"],
        References = ["Kubernetes documentation, Role Based Access Control Good Practices"],
    };
}
