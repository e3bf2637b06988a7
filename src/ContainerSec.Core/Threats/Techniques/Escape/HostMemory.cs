namespace ContainerSec.Threats;

/// <summary>CSE017: the kernel's memory is written.</summary>
internal sealed class HostMemory : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE017", "Host memory and ports")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostKernel,
        Stride = Stride.ElevationOfPrivilege | Stride.Tampering,
        Chapters = [9],
        What = "Physical memory or I/O ports are read and written; the kernel is data there.",
        Conditions = ["the kernel is the host's", "SYS_RAWIO that counts on the host", "/dev/mem is among the devices, or iopl(2) passes seccomp"],
        Blockers = ["drop SYS_RAWIO", "the engine's list of devices", "kernel lockdown", "a user namespace"],
        Strength = 8,
        Attack = ["T1611"],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "D04"],
        References = ["mem(4)", "iopl(2)", "kernel_lockdown(7)"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && at.HoldsOnHost(Capability.SysRawio) && (at.HasMemoryDevice | at.Calls("iopl"));
}
