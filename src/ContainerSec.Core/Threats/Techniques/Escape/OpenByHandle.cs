namespace ContainerSec.Threats;

/// <summary>CSE016: files of the host's disk are opened by number.</summary>
internal sealed class OpenByHandle : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE016", "Files opened by handle")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostFiles,
        Stride = Stride.InformationDisclosure,
        Chapters = [2, 9],
        What = "open_by_handle_at(2) opens files of a mounted file system by number, past every path: of one bind-mounted file the whole disk is read.",
        Conditions = ["the kernel is the host's", "DAC_READ_SEARCH that counts on the host", "open_by_handle_at(2) passes seccomp", "something of a host file system is mounted"],
        Blockers = ["drop DAC_READ_SEARCH", "the default seccomp profile", "a user namespace"],
        Strength = 8,
        Attack = ["T1611"],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "D04"],
        References = ["open_by_handle_at(2)", "capabilities(7)"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && at.HoldsOnHost(Capability.DacReadSearch) && at.Calls("open_by_handle_at");
}
