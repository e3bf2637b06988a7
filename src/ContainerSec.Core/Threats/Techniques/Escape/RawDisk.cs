namespace ContainerSec.Threats;

/// <summary>CSE003: a device node is made for the host's disk and read.</summary>
internal sealed class RawDisk : FootholdTechnique
{
    public override TechniqueInfo Info { get; } = new("CSE003", "Raw disk read through a device node")
    {
        From = PrivilegeKind.Root,
        To = PrivilegeKind.HostFiles,
        Stride = Stride.InformationDisclosure,
        Chapters = [9],
        What = "mknod(2) makes a node for the host's disk, and a file-system debugger reads every file through it; nothing is mounted.",
        Conditions = ["the kernel is the host's", "MKNOD that counts on the host", "disks pass the device control group"],
        Blockers = ["the engine's list of devices", "drop MKNOD", "a user namespace"],
        Strength = 5,
        Attack = ["T1611"],
        KubernetesMatrix = [],
        Owasp = ["A01:2025", "D04"],
        References = ["mknod(2)", "Linux kernel documentation, Device Whitelist Controller"],
    };

    public override Condition When(Foothold at) =>
        at.SharedKernel && at.HoldsOnHost(Capability.Mknod) && at.HasDisk;
}
