namespace ContainerSec.Threats;

/// <summary>CSE001: root in a privileged container is root on the host.</summary>
internal sealed class PrivilegedContainer : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE001", "Privileged container with the host's devices")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [9],
        What = "Root in a privileged container sees every device and holds every capability: it mounts the host's disk and changes it, or starts programs outside.",
        Conditions = ["the kernel is the host's", "the container is privileged", "its root is the host's root"],
        Blockers = ["no privileged mode", "a sandbox with a kernel of its own", "a user namespace"],
        Strength = 2,
        Attack = ["T1611"],
        KubernetesMatrix = ["MS-TA9018"],
        Owasp = ["A01:2025", "D04", "K01:2022"],
        References = ["capabilities(7)", "docker run reference, --privileged"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && at.Privileged && at.HostRootUser;
}
