namespace ContainerSec.Threats;

/// <summary>CSE026: who may list Secrets has them.</summary>
internal sealed class SecretsRead() : EscalationTechnique(EscalationKind.ReadSecrets, EscalationKind.CreateTokenSecret)
{
    public override TechniqueInfo Info { get; } = new("CSE026", "Secrets read through the API")
    {
        From = PrivilegeKind.Identity,
        To = PrivilegeKind.ClusterSecrets,
        Stride = Stride.InformationDisclosure,
        Chapters = [14],
        What = "get, list and watch all show the content; a Secret of the right type is filled with an account's token. Encryption at rest does not stop it.",
        Conditions = ["the identity may get, list or watch Secrets"],
        Blockers = ["fewer rights", "a store outside of the cluster"],
        Strength = 1,
        Attack = ["T1552.007"],
        KubernetesMatrix = ["MS-TA9025"],
        Owasp = ["A01:2025", "K03:2022", "K08:2022"],
        References = ["Kubernetes documentation, Role Based Access Control Good Practices"],
    };
}
