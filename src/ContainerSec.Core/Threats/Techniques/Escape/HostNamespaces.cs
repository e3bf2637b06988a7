namespace ContainerSec.Threats;

/// <summary>CSE005: the namespaces of a host process are joined.</summary>
internal sealed class HostNamespaces : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE005", "Host namespaces entered through a visible process")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege,
        Chapters = [4, 9],
        What = "With the host's processes in view, setns(2) joins the namespaces of its first one: the container's walls are left through the door.",
        Conditions = ["the kernel is the host's", "the process-id namespace is the host's", "SYS_ADMIN and SYS_PTRACE that count on the host", "setns(2) passes seccomp"],
        Blockers = ["a process-id namespace of its own", "the default seccomp profile", "a user namespace"],
        Strength = 5,
        Attack = ["T1611"],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "D04", "K01:2022"],
        References = ["setns(2)", "pid_namespaces(7)", "ptrace(2), Ptrace access mode checking"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && at.SharesWithHost(NamespaceType.Pid) && at.HoldsOnHost(Capability.SysAdmin) && at.HoldsOnHost(Capability.SysPtrace) && at.Calls("setns");
}
