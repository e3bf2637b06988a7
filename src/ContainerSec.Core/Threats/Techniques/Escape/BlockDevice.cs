namespace ContainerSec.Threats;

/// <summary>CSE002: a disk of the host is mounted inside.</summary>
internal sealed class BlockDevice : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE002", "Mount of a host block device")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege | Stride.Tampering,
        Chapters = [9],
        What = "A disk of the host that may be opened is mounted inside; what is written there, the host runs.",
        Conditions = ["the kernel is the host's", "SYS_ADMIN that counts on the host", "a disk is among the devices", "mount(2) passes seccomp", "mount passes AppArmor or SELinux"],
        Blockers = ["the engine's list of devices", "the default seccomp profile", "the default AppArmor profile, which denies mount", "a user namespace"],
        Strength = 5,
        Attack = ["T1611"],
        KubernetesMatrix = ["MS-TA9013"],
        Owasp = ["A01:2025", "D04", "K01:2022"],
        References = ["mount(2)", "mount_namespaces(7)"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && at.HoldsOnHost(Capability.SysAdmin) && at.HasDisk && at.Calls("mount") && at.PassesModules("mount");
}
