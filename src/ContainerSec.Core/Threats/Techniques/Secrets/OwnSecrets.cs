namespace ContainerSec.Threats;

/// <summary>CSE045: code in a service has the secrets that the service was given.</summary>
internal sealed class OwnSecrets : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE045", "Secrets of the service itself")
    {
        From = PrivilegeKind.Code,
        To = PrivilegeKind.Secrets,
        Stride = Stride.InformationDisclosure,
        Chapters = [12],
        What = "What the program may read, code in it may read: variables, mounted secrets, the data that it keeps and the data that it may fetch.",
        Conditions = ["the service is given secrets, or keeps data"],
        Blockers = ["credentials that live for minutes and do one thing"],
        Strength = 0,
        Attack = ["T1552.001"],
        KubernetesMatrix = ["MS-TA9027", "MS-TA9041"],
        Owasp = ["A04:2025", "D06", "K08:2022"],
        References = ["proc(5), /proc/pid/environ"],
    };

    public override Condition When(Foothold at) => at.HasSecrets;
}
