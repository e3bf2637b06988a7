namespace ContainerSec.Threats;

/// <summary>CSE053: a certificate names its owner an administrator.</summary>
internal sealed class CertificateSigned() : EscalationTechnique(EscalationKind.SignCertificate)
{
    public override TechniqueInfo Info { get; } = new("CSE053", "Client certificate signed")
    {
        From = PrivilegeKind.Identity,
        To = PrivilegeKind.ClusterAdmin,
        Stride = Stride.Spoofing | Stride.ElevationOfPrivilege,
        Chapters = [14],
        What = "The attacker requests a certificate for a group of administrators, approves it, and is one until it expires.",
        Conditions = ["the identity may create requests for certificates and approve them"],
        Blockers = ["fewer rights"],
        Strength = 3,
        Attack = ["T1550.001"],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "K03:2022", "K06:2022"],
        References = ["Kubernetes documentation, Role Based Access Control Good Practices"],
    };
}
