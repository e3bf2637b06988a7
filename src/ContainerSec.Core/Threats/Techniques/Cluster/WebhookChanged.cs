namespace ContainerSec.Threats;

/// <summary>CSE054: a webhook sees and rewrites every object.</summary>
internal sealed class WebhookChanged() : EscalationTechnique(EscalationKind.ChangeWebhook)
{
    public override TechniqueInfo Info { get; } = new("CSE054", "Admission webhook changed")
    {
        From = PrivilegeKind.Identity,
        To = PrivilegeKind.ClusterAdmin,
        Stride = Stride.Tampering | Stride.InformationDisclosure,
        Chapters = [14],
        What = "A webhook sees what everybody sends to the API server, Secrets among it, and rewrites it.",
        Conditions = ["the identity may create or change webhook configurations"],
        Blockers = ["fewer rights"],
        Strength = 5,
        Attack = ["T1546"],
        KubernetesMatrix = ["MS-TA9015"],
        Owasp = ["A01:2025", "K03:2022"],
        References = ["Kubernetes documentation, Role Based Access Control Good Practices"],
    };
}
