namespace ContainerSec.Threats;

/// <summary>CSE009: a kernel parameter names a program that runs on the host.</summary>
internal sealed class KernelHelper : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE009", "Program that the kernel starts, named through /proc")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [9],
        What = "core_pattern, modprobe and others name programs that the kernel starts as root of the host; whoever writes them decides which.",
        Conditions = ["the kernel is the host's", "/proc or /proc/sys of the host is mounted writable, or the engine does not protect /proc", "its root is the host's root"],
        Blockers = ["/proc/sys read-only, as engines make it", "a user namespace", "AppArmor or SELinux"],
        Strength = 5,
        Attack = ["T1611"],
        KubernetesMatrix = ["MS-TA9013"],
        Owasp = ["A01:2025", "D04", "K01:2022"],
        References = ["core(5)", "proc(5)"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && (at.MountsWritable("/proc") | at.ProcUnmasked) && at.HostRootUser;
}
