namespace ContainerSec.Threats;

/// <summary>What the names of runtimes mean. They are names in an engine's configuration; these are the ones that their projects document.</summary>
/// <remarks>
/// Sources: Docker documentation, "Alternative container runtimes"; containerd documentation, runtime v2 shims;
/// gVisor documentation, containerd and Docker quick start; Kata Containers documentation, "Kata and containerd" (RuntimeClass per hypervisor);
/// firecracker-containerd; sysbox; Microsoft, "hcsshim".
/// </remarks>
internal static class RuntimeNames
{
    // With their drivers these call runc: the kernel is shared.
    private static readonly HashSet<string> Shared = new(StringComparer.Ordinal)
    {
        "runc", "crun", "youki", "nvidia", "nvidia-legacy", "nvidia-cdi", "habana", "amd", "runhcs-wcow-process",
    };

    public static SandboxKind KindOf(string runtime)
    {
        var name = Shim(runtime);
        if (Shared.Contains(name))
            return SandboxKind.SharedKernel;
        if (name is "runsc" or "gvisor" || name.StartsWith("runsc-", StringComparison.Ordinal))
            return SandboxKind.UserSpaceKernel;
        if (name is "kata" or "kata-runtime" or "firecracker" or "aws.firecracker" or "krun" || name.StartsWith("kata-", StringComparison.Ordinal))
            return SandboxKind.MicroVm;
        if (name == "sysbox-runc")
            return SandboxKind.UserNamespace;
        return name is "runhcs-wcow-hypervisor" or "runhcs-lcow" ? SandboxKind.HyperV : SandboxKind.Unknown;
    }

    // "io.containerd.runsc.v1" is the shim of "runsc"; a path names the program.
    private static string Shim(string runtime)
    {
        var name = runtime.Substring(runtime.LastIndexOf('/') + 1);
        var parts = name.Split('.');
        return parts.Length > 3 && parts[0] == "io" && parts[1] == "containerd" ? parts[2] : name;
    }
}
