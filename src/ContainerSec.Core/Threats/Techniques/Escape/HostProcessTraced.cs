namespace ContainerSec.Threats;

/// <summary>CSE006: a process of the host is made to run code.</summary>
internal sealed class HostProcessTraced : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE006", "Host process traced")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostRoot,
        Stride = Stride.ElevationOfPrivilege | Stride.Tampering,
        Chapters = [2, 9],
        What = "A debugger attaches to a process of the host and has it run the attacker's code.",
        Conditions = ["the kernel is the host's", "the process-id namespace is the host's", "SYS_PTRACE that counts on the host", "ptrace(2) or process_vm_writev(2) passes seccomp", "ptrace passes AppArmor or SELinux"],
        Blockers = ["a process-id namespace of its own", "the default AppArmor profile, which denies tracing others", "the module Yama", "a user namespace"],
        Strength = 8,
        Attack = ["T1611", "T1055.008"],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "D04", "K01:2022"],
        References = ["ptrace(2)", "process_vm_writev(2)"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && at.SharesWithHost(NamespaceType.Pid) && at.HoldsOnHost(Capability.SysPtrace) && (at.Calls("ptrace") | at.Calls("process_vm_writev")) && at.PassesModules("ptrace");
}
