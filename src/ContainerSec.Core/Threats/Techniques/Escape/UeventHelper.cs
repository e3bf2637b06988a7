namespace ContainerSec.Threats;

/// <summary>CSE010: a device event starts a program on the host.</summary>
internal sealed class UeventHelper : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE010", "Program that the kernel starts, named through /sys")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [9],
        What = "uevent_helper names a program that the kernel starts as root of the host when a device comes or goes.",
        Conditions = ["the kernel is the host's", "/sys is mounted writable", "its root is the host's root"],
        Blockers = ["/sys read-only, as engines make it", "a user namespace", "AppArmor or SELinux"],
        Strength = 8,
        Attack = ["T1611"],
        KubernetesMatrix = ["MS-TA9013"],
        Owasp = ["A01:2025", "D04"],
        References = ["sysfs(5)", "Linux kernel documentation, sysfs ABI, uevent_helper"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && at.MountsWritable("/sys") && at.HostRootUser;
}
