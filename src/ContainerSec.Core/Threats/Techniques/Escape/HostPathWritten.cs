namespace ContainerSec.Threats;

/// <summary>CSE012: what is written below a mount, the host obeys.</summary>
internal sealed class HostPathWritten : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE012", "Sensitive path of the host written to")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege | Stride.Tampering,
        Chapters = [9],
        What = "A scheduled job, a service, a key, a library: what is written there, the host obeys.",
        Conditions = ["a path that rules the host is mounted writable", "its root is the host's root, so that file modes do not stop it"],
        Blockers = ["a read-only mount", "a named volume", "a user other than root", "a user namespace", "an SELinux label"],
        Strength = 5,
        Attack = ["T1611"],
        KubernetesMatrix = ["MS-TA9013"],
        Owasp = ["A01:2025", "D04", "K01:2022"],
        References = ["path_resolution(7)", "Kubernetes documentation, hostPath"],
    };

    public override Condition When(Foothold at) =>
        at.MountsSensitive(HostPathRisk.Critical, writing: true) && at.HostRootUser;
}
