namespace ContainerSec.Threats;

/// <summary>CSE004: code is loaded into the host's kernel.</summary>
internal sealed class KernelModule : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE004", "Kernel module loaded")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostKernel,
        Stride = Stride.ElevationOfPrivilege | Stride.Tampering,
        Chapters = [2, 9],
        What = "A module that the attacker wrote is loaded; it runs as part of the host's kernel.",
        Conditions = ["the kernel is the host's", "SYS_MODULE that counts on the host", "init_module(2) or finit_module(2) passes seccomp"],
        Blockers = ["drop SYS_MODULE", "the default seccomp profile", "signed modules only, or none at all", "a user namespace"],
        Strength = 5,
        Attack = ["T1611"],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "D04", "K01:2022"],
        References = ["init_module(2)", "capabilities(7)"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && at.HoldsOnHost(Capability.SysModule) && (at.Calls("init_module") | at.Calls("finit_module"));
}
