namespace ContainerSec.Threats;

/// <summary>CSE018: programs in the kernel watch the whole host.</summary>
internal sealed class BpfTracing : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE018", "Host traced with BPF")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostFiles,
        Stride = Stride.InformationDisclosure,
        Chapters = [8, 9],
        What = "Programs in the kernel see the arguments of every system call of the host: passwords typed, files read, keys used.",
        Conditions = ["the kernel is the host's", "BPF with PERFMON, or SYS_ADMIN, that counts on the host", "bpf(2) passes seccomp"],
        Blockers = ["drop them", "the default seccomp profile", "kernel lockdown", "a user namespace"],
        Strength = 10,
        Attack = ["T1056"],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "D04"],
        References = ["bpf(2)", "capabilities(7)"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && ((at.HoldsOnHost(Capability.Bpf) & at.HoldsOnHost(Capability.Perfmon)) | at.HoldsOnHost(Capability.SysAdmin)) && at.Calls("bpf");
}
