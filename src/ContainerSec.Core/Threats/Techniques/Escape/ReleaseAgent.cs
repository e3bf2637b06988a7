namespace ContainerSec.Threats;

/// <summary>CSE008: the kernel starts a program when a control group empties.</summary>
internal sealed class ReleaseAgent : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE008", "Release agent of control groups")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [3, 9],
        What = "In control groups version 1, a file names the program that the kernel starts as root of the host when a group empties. Whoever mounts the hierarchy writes it.",
        Conditions = ["the kernel is the host's", "control groups version 1", "SYS_ADMIN that counts on the host", "mount(2) passes seccomp, or the hierarchy is mounted writable", "mount passes AppArmor or SELinux"],
        Blockers = ["control groups version 2", "the default seccomp profile", "AppArmor or SELinux", "a user namespace"],
        Strength = 8,
        Attack = ["T1611"],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "D04"],
        References = ["cgroups(7)", "CVE-2022-0492"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && Condition.From(at.Isolation.IsCgroupV1) && at.HoldsOnHost(Capability.SysAdmin) && (at.MountsWritable("/sys/fs/cgroup") | at.Calls("mount")) && at.PassesModules("mount");
}
