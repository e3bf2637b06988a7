namespace ContainerSec.Threats;

/// <summary>CSE007: environment variables of the host's processes.</summary>
internal sealed class HostProcessSecrets : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE007", "Secrets of host processes read from /proc")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostFiles,
        Stride = Stride.InformationDisclosure,
        Chapters = [9, 12],
        What = "/proc shows the environment and the open files of every process in view.",
        Conditions = ["the kernel is the host's", "the process-id namespace is the host's", "SYS_PTRACE, or a process of the same user"],
        Blockers = ["a process-id namespace of its own", "hidepid", "a user of its own"],
        Strength = 10,
        Attack = ["T1552.001", "T1057"],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "D06"],
        References = ["proc(5)", "ptrace(2), Ptrace access mode checking"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && at.SharesWithHost(NamespaceType.Pid) && (at.HoldsOnHost(Capability.SysPtrace) | Condition.Maybe(new Evidence("whether the host runs processes of the same user with no more capabilities")));
}
