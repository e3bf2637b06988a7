namespace ContainerSec.Threats;

/// <summary>CSE013: keys and tokens lie below a mount.</summary>
internal sealed class HostPathRead : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE013", "Secrets read from a path of the host")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostFiles,
        Stride = Stride.InformationDisclosure,
        Chapters = [9, 12],
        What = "Keys, tokens and passwords of the host and of its other programs lie below the mount.",
        Conditions = ["a path with secrets is mounted", "its root is the host's root, so that file modes do not stop it"],
        Blockers = ["not to mount it", "a user other than root", "a user namespace", "an SELinux label"],
        Strength = 3,
        Attack = ["T1552.001"],
        KubernetesMatrix = ["MS-TA9026"],
        Owasp = ["A01:2025", "D06", "K08:2022"],
        References = ["Kubernetes documentation, hostPath", "CIS Docker Benchmark 1.6.0, 5.6"],
    };

    public override Condition When(Foothold at) =>
        at.MountsSensitive(HostPathRisk.High, writing: false) && at.HostRootUser;
}
