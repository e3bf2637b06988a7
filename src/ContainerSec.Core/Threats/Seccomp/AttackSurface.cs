namespace ContainerSec.Threats;

/// <summary>System calls that attacks on the kernel and the host begin with.</summary>
/// <remarks>Sources: seccomp(2), the man pages of the calls, capabilities(7), and Docker's documentation of its default profile. Own words.</remarks>
internal static class AttackSurface
{
    private const ulong NewUserNamespace = 0x10000000;
    private const ulong FamilyOfKernelCrypto = 38;
    private const ulong FamilyOfHypervisor = 40;

    private static readonly Risk[] Risks =
    [
        new("mount", Capability.SysAdmin, "mounts file systems: host disks by their device, /proc and /sys without masks, and with a user namespace the file systems that kernel faults are found in", IsNamespaced: true),
        new("umount2", Capability.SysAdmin, "takes away the mounts that mask /proc and /sys", IsNamespaced: true),
        new("pivot_root", Capability.SysAdmin, "changes the root of the mount namespace", IsNamespaced: true),
        new("open_tree", Capability.SysAdmin, "copies mounts, the newer way to mount", IsNamespaced: true),
        new("move_mount", Capability.SysAdmin, "places mounts, the newer way to mount", IsNamespaced: true),
        new("fsopen", Capability.SysAdmin, "makes file systems; its parsers of options had faults that gave the host away", IsNamespaced: true),
        new("fsconfig", Capability.SysAdmin, "sets options of file systems; a fault there was a way out of containers in 2022", IsNamespaced: true),
        new("mount_setattr", Capability.SysAdmin, "changes flags of mounts, read-only and no-exec among them", IsNamespaced: true),
        new("unshare", null, "makes namespaces; a user namespace needs no capability and gives every capability in it, with which far more of the kernel is in reach"),
        new("clone", null, "makes a process in namespaces of its own, a user namespace among them, which needs no capability", NewUserNamespace),
        new("clone3", null, "as clone, with flags behind a pointer where no filter sees them"),
        new("setns", Capability.SysAdmin, "enters namespaces of other processes, the host's where one is in reach", IsNamespaced: true),
        new("bpf", Capability.Bpf, "loads programs into the kernel; its verifier had many faults, and programs can watch and change what other processes do"),
        new("ptrace", null, "reads and changes processes of the same user that it can see, those of other containers in a shared process namespace"),
        new("process_vm_readv", null, "reads the memory of processes of the same user"),
        new("process_vm_writev", null, "writes the memory of processes of the same user"),
        new("pidfd_getfd", null, "takes open files out of other processes of the same user"),
        new("kcmp", null, "compares kernel objects of processes, which tells where they lie"),
        new("keyctl", null, "reads and changes key rings, which are not kept apart by containers"),
        new("add_key", null, "makes keys in key rings, which are not kept apart by containers"),
        new("request_key", null, "asks for keys in key rings, and lets a program of the host run for it"),
        new("userfaultfd", null, "stops the kernel in the middle of an access, which makes races in it easy to win"),
        new("perf_event_open", null, "measures the processor; a large and fault-prone part of the kernel, and a side channel"),
        new("io_uring_setup", null, "makes rings through which further calls go that no filter sees; a frequent source of kernel faults"),
        new("open_by_handle_at", Capability.DacReadSearch, "opens any file of a file system by its number, past the bind mount that the container sees"),
        new("name_to_handle_at", null, "tells the numbers of files that open_by_handle_at takes"),
        new("init_module", Capability.SysModule, "loads code into the kernel"),
        new("finit_module", Capability.SysModule, "loads code into the kernel from a file"),
        new("delete_module", Capability.SysModule, "takes modules out of the kernel"),
        new("kexec_load", Capability.SysBoot, "replaces the running kernel"),
        new("kexec_file_load", Capability.SysBoot, "replaces the running kernel"),
        new("reboot", Capability.SysBoot, "restarts the host; in a process namespace of its own it ends the container"),
        new("iopl", Capability.SysRawio, "reaches the ports of devices"),
        new("ioperm", Capability.SysRawio, "reaches the ports of devices"),
        new("quotactl", Capability.SysAdmin, "changes disk quotas of the host"),
        new("swapon", Capability.SysAdmin, "swaps to a file of the attacker, or fills the disk"),
        new("settimeofday", Capability.SysTime, "sets the clock, which all containers share"),
        new("clock_settime", Capability.SysTime, "sets the clock, which all containers share"),
        new("acct", Capability.SysPacct, "logs every process of the host into a file"),
        new("syslog", null, "reads the kernel's log, with addresses that help an attack, unless kernel.dmesg_restrict forbids it"),
        new("vmsplice", null, "puts pages of a process into pipes; a fault there gave root to everybody in 2008"),
        new("fanotify_init", Capability.SysAdmin, "watches and holds up the opening of files of a whole mount"),
        new("lookup_dcookie", Capability.SysAdmin, "tells paths of the host to profilers"),
        new("mbind", null, "moves memory between processors, which slows neighbours"),
        new("move_pages", null, "moves memory of processes between processors, which slows neighbours"),
        new("socket", null, "opens AF_ALG, the kernel's cryptography, where faults gave root", FamilyOfKernelCrypto),
        new("socket", null, "opens AF_VSOCK, the way to the hypervisor, which network namespaces do not keep apart", FamilyOfHypervisor),
    ];

    /// <summary>The risky calls that a filter lets through, or may let through.</summary>
    public static IEnumerable<RiskySystemCall> Of(SeccompFilter filter)
    {
        // user_namespaces(7): whoever makes one has every capability in it; whether the host lets him is a sysctl.
        var namespaces = filter.Decide("unshare").Allowed != Truth.No || filter.Decide("clone", NewUserNamespace).Allowed != Truth.No;
        foreach (var (call, asks, why, argument, isNamespaced) in Risks)
        {
            var decision = argument is null ? filter.Decide(call) : filter.Decide(call, argument);
            if (decision.Allowed == Truth.No)
                continue;
            yield return new RiskySystemCall
            {
                Name = call,
                Why = why,
                Allowed = decision.Allowed,
                Because = decision.Because,
                KernelAsksFor = asks,
                KernelPermits = Permits(filter, asks, isNamespaced && namespaces),
            };
        }
    }

    private static Truth Permits(SeccompFilter filter, Capability? asks, bool inOwnNamespace)
    {
        var has = asks is { } capability ? filter.Target.Has(capability) : Truth.Yes;
        return has == Truth.No && inOwnNamespace ? Truth.Maybe : has;
    }

    private sealed record Risk(string Call, Capability? Asks, string Why, ulong? Argument = null, bool IsNamespaced = false);
}
