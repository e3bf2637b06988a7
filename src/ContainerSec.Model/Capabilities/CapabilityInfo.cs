namespace ContainerSec;

/// <summary>What there is to know of a capability: what it permits, what an attacker makes of it, and who gives it by default.</summary>
public sealed record CapabilityInfo
{
    private CapabilityInfo(Capability capability, CapabilityRisk risk, CapabilityScope scope)
    {
        Capability = capability;
        Risk = risk;
        Scope = scope;
    }

    /// <summary>Every capability, in the order of its number.</summary>
    public static IReadOnlyList<CapabilityInfo> All { get; } = CreateAll();

    /// <summary>Documents that the texts were written from.</summary>
    public static IReadOnlyList<string> Sources { get; } =
        ["capabilities(7)", "user_namespaces(7)", "linux/capability.h", "default seccomp profile of Docker (moby/profiles)"];

    /// <summary>The capability.</summary>
    public Capability Capability { get; }

    /// <summary>Its number in linux/capability.h.</summary>
    public int Number => (int)Capability;

    /// <summary>Its name: <c>CAP_NET_RAW</c>.</summary>
    public string Name => "CAP_" + ShortName;

    /// <summary>Its name as engines write it: <c>NET_RAW</c>.</summary>
    public string ShortName => CapabilityNames.Of(Capability);

    /// <summary>How much harm it can do.</summary>
    public CapabilityRisk Risk { get; }

    /// <summary>What it is worth in a user namespace.</summary>
    public CapabilityScope Scope { get; }

    /// <summary>The kernel that brought it.</summary>
    public string Since { get; private init; } = "";

    /// <summary>What it permits.</summary>
    public string Permits { get; private init; } = "";

    /// <summary>What an attacker makes of it.</summary>
    public string Abuse { get; private init; } = "";

    /// <summary>What is left of it in a user namespace, in words.</summary>
    public string InUserNamespace { get; private init; } = "";

    /// <summary>Who needs it; empty when nobody does in a container.</summary>
    public string LegitimateUse { get; private init; } = "";

    /// <summary>System calls that Docker's default seccomp profile allows only to those who have it (or another one that unlocks them too).</summary>
    public IReadOnlyList<string> UnlocksSystemCalls { get; private init; } = [];

    /// <summary>Engines that give it to containers which ask for nothing.</summary>
    public IEnumerable<EngineProfile> DefaultOf => EngineProfile.All.Where(engine => engine.DefaultCapabilities.Contains(Capability));

    /// <summary>What there is to know of a capability.</summary>
    /// <param name="capability">One of the 41 that are known.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not known.</exception>
    public static CapabilityInfo Of(Capability capability) =>
        (int)capability >= 0 && (int)capability < All.Count
            ? All[(int)capability]
            : throw new ArgumentOutOfRangeException(nameof(capability), capability, "There is no capability of that number.");

    /// <summary>The capability of a name.</summary>
    /// <param name="name">With or without <c>CAP_</c>, in any case.</param>
    /// <returns>Null when there is none of that name.</returns>
    public static CapabilityInfo? Find(string name) => CapabilityNames.TryParse(name, out var capability) ? Of(capability) : null;

    private static CapabilityInfo[] CreateAll() =>
    [
        new(Capability.Chown, CapabilityRisk.Medium, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "Give any file to any user or group.",
            Abuse = "Takes ownership of files on a writable host or shared volume, then edits them; inside the image it turns any writable file into a foothold.",
            InUserNamespace = "Counts for files whose owner and group are mapped into the user namespace.",
            LegitimateUse = "Entrypoints that chown a data directory before dropping root.",
        },
        new(Capability.DacOverride, CapabilityRisk.High, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "Ignore read, write and execute permission bits on files and directories.",
            Abuse = "With any writable host bind mount the file-mode defence is gone: every root-owned host file below the mount is writable. Default in Docker, which is why uid 0 in a container plus a host mount equals host write.",
            InUserNamespace = "Counts for files whose owner and group are mapped into the user namespace.",
            LegitimateUse = "Images whose files are owned by mixed users.",
        },
        new(Capability.DacReadSearch, CapabilityRisk.Critical, CapabilityScope.Mixed)
        {
            Since = "2.2",
            Permits = "Ignore read and directory-search permission bits; open files by kernel file handle.",
            Abuse = "open_by_handle_at reaches any inode of the filesystem behind any bind mount, so files outside the mount can be read (the historic 'shocker' class).",
            InUserNamespace = "Only in the initial namespace for unrestricted handle opening; newer kernels also allow handle opening under a mount the caller's namespace owns.",
            LegitimateUse = "Backup agents.",
            UnlocksSystemCalls = ["open_by_handle_at"],
        },
        new(Capability.Fowner, CapabilityRisk.Medium, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "Act as owner of any file for chmod, utime, ACL and sticky-directory deletes.",
            Abuse = "Changes modes (including setuid) of files it does not own; removes other users' files in sticky directories on shared volumes.",
            InUserNamespace = "Counts for files whose owner and group are mapped into the user namespace.",
            LegitimateUse = "Package managers.",
        },
        new(Capability.Fsetid, CapabilityRisk.Medium, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "Keep setuid/setgid bits when a file is changed and set setgid for foreign groups.",
            Abuse = "Lets an attacker plant or preserve setuid binaries on a shared or host volume, to be run later by a host user.",
            InUserNamespace = "Counts for what the user namespace owns.",
            LegitimateUse = "Image builds.",
        },
        new(Capability.Kill, CapabilityRisk.Low, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "Signal any process in the same user namespace scope.",
            Abuse = "With a shared pid namespace it stops host or sidecar processes (security agents included).",
            InUserNamespace = "Counts for what the user namespace owns.",
            LegitimateUse = "Init systems and supervisors.",
        },
        new(Capability.Setgid, CapabilityRisk.Medium, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "Change gid and supplementary groups at will, forge gid on unix sockets, write gid maps.",
            Abuse = "Joins host groups such as docker/disk when a socket or device is mounted; base for dropping into another identity.",
            InUserNamespace = "Counts for what the user namespace owns.",
            LegitimateUse = "Daemons that switch user (nginx, postgres entrypoints).",
        },
        new(Capability.Setuid, CapabilityRisk.Medium, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "Change uid at will, forge uid on unix sockets, write uid maps.",
            Abuse = "Becomes any uid; on a shared kernel without user namespaces uid numbers are host uids, so files and processes of that uid on mounted host paths are reachable.",
            InUserNamespace = "Counts for what the user namespace owns.",
            LegitimateUse = "Daemons that switch user.",
        },
        new(Capability.Setpcap, CapabilityRisk.Low, CapabilityScope.Namespaced)
        {
            Since = "2.2 (today's meaning since 2.6.24)",
            Permits = "Drop bounding-set bits, add bounding bits to the inheritable set, change securebits.",
            Abuse = "Keeps privileges alive over uid changes (keep-caps, no-setuid-fixup) and enables ambient tricks; gives nothing outside the bounding set.",
            InUserNamespace = "Counts for what the user namespace owns.",
            LegitimateUse = "Init systems, runtimes nested in containers.",
        },
        new(Capability.LinuxImmutable, CapabilityRisk.Low, CapabilityScope.InitialNamespace)
        {
            Since = "2.2",
            Permits = "Set the immutable and append-only inode flags.",
            Abuse = "Makes a dropped file undeletable on a host volume (persistence), or clears the flag that protects an audit log.",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "Backup and log-hardening tools.",
        },
        new(Capability.NetBindService, CapabilityRisk.Low, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "Bind ports below 1024.",
            Abuse = "Impersonates a well-known service on a host network; otherwise almost harmless. Since Docker 20.10 the sysctl net.ipv4.ip_unprivileged_port_start=0 makes it unnecessary in a container.",
            InUserNamespace = "Counts for network namespaces that the user namespace owns.",
            LegitimateUse = "Web servers on 80/443.",
        },
        new(Capability.NetBroadcast, CapabilityRisk.None, CapabilityScope.Unused)
        {
            Since = "2.2",
            Permits = "Unused by the kernel.",
            Abuse = "None known; its presence only shows a blanket grant.",
            InUserNamespace = "The kernel never asks for it.",
        },
        new(Capability.NetAdmin, CapabilityRisk.High, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "Configure interfaces, routes, firewall, traffic control, promiscuous mode, socket marks.",
            Abuse = "In its own network namespace: rewrites the container's routes and firewall and widens kernel attack surface (netfilter, tc). With the host network: redirects or sniffs all node traffic, disables the firewall.",
            InUserNamespace = "Counts for network namespaces that the user namespace owns.",
            LegitimateUse = "VPN, CNI, service-mesh init containers.",
        },
        new(Capability.NetRaw, CapabilityRisk.Medium, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "Open raw and packet sockets; transparent-proxy binds.",
            Abuse = "ARP/DNS spoofing and sniffing of neighbours on the same bridge; has been the entry of kernel packet-socket bugs (CVE-2020-14386). Default in Docker and containerd, not in Podman or CRI-O, and not in PSS baseline.",
            InUserNamespace = "Counts for network namespaces that the user namespace owns.",
            LegitimateUse = "Ping, tcpdump, DHCP.",
        },
        new(Capability.IpcLock, CapabilityRisk.Low, CapabilityScope.InitialNamespace)
        {
            Since = "2.2",
            Permits = "Lock memory and use huge pages beyond the limit.",
            Abuse = "Memory denial of service that the memlock limit would stop.",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "Vault, Elasticsearch, databases with huge pages.",
        },
        new(Capability.IpcOwner, CapabilityRisk.Medium, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "Ignore permissions on System V IPC objects.",
            Abuse = "With the host ipc namespace: reads and alters other processes' shared memory.",
            InUserNamespace = "Counts for IPC namespaces that the user namespace owns.",
            LegitimateUse = "Some databases.",
        },
        new(Capability.SysModule, CapabilityRisk.Critical, CapabilityScope.InitialNamespace)
        {
            Since = "2.2",
            Permits = "Load and unload kernel modules.",
            Abuse = "Runs code in the host kernel: immediate and total host compromise.",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "Driver installers, some CNI/storage agents.",
            UnlocksSystemCalls = ["delete_module", "finit_module", "init_module"],
        },
        new(Capability.SysRawio, CapabilityRisk.Critical, CapabilityScope.InitialNamespace)
        {
            Since = "2.2",
            Permits = "I/O ports, /dev/mem, /proc/kcore, MSRs, raw SCSI commands, mapping address 0.",
            Abuse = "Direct access to host memory and devices where the device node is reachable.",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "Hardware management.",
            UnlocksSystemCalls = ["ioperm", "iopl"],
        },
        new(Capability.SysChroot, CapabilityRisk.Low, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "chroot and mount-namespace setns.",
            Abuse = "Classic chroot breakout only when an outside directory descriptor is held; enabler for nested tools. Default in Docker, containerd and Podman.",
            InUserNamespace = "Counts for what the user namespace owns.",
            LegitimateUse = "Sshd, build tools.",
            UnlocksSystemCalls = ["chroot"],
        },
        new(Capability.SysPtrace, CapabilityRisk.High, CapabilityScope.Namespaced)
        {
            Since = "2.2",
            Permits = "Trace, read and write memory of any process in scope; kcmp; pidfd_getfd.",
            Abuse = "Steals secrets from and injects code into other processes of the pid namespace; with the host pid namespace this is a host escape.",
            InUserNamespace = "Counts for processes of the same user namespace and of those below it.",
            LegitimateUse = "Debuggers, profilers, dotnet-dump sidecars, some agents.",
            UnlocksSystemCalls = ["kcmp", "pidfd_getfd", "process_madvise", "process_vm_readv", "process_vm_writev", "ptrace"],
        },
        new(Capability.SysPacct, CapabilityRisk.Low, CapabilityScope.InitialNamespace)
        {
            Since = "2.2",
            Permits = "Switch process accounting.",
            Abuse = "Fills disks or hides accounting data.",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "Accounting tools.",
            UnlocksSystemCalls = ["acct"],
        },
        new(Capability.SysAdmin, CapabilityRisk.Critical, CapabilityScope.Mixed)
        {
            Since = "2.2",
            Permits = "Mount, pivot_root, namespaces, quota, many device and filesystem ioctls, seccomp without no_new_privs, bpf and perf as a superset.",
            Abuse = "The new root: mounts host devices or kernel filesystems, manipulates cgroup v1 release_agent, joins namespaces, unlocks 26 further syscalls in Docker's default seccomp profile.",
            InUserNamespace = "Mixed: mounting safe filesystems, hostnames and namespaces are namespaced; block-device mounts, quotas, most ioctls are only in the initial namespace.",
            LegitimateUse = "Nested container builds, FUSE, CSI drivers.",
            UnlocksSystemCalls = ["bpf", "clone", "clone3", "fanotify_init", "fsconfig", "fsmount", "fsopen", "fspick", "lookup_dcookie", "lsm_get_self_attr", "lsm_list_modules", "lsm_set_self_attr", "mount", "mount_setattr", "move_mount", "open_tree", "perf_event_open", "quotactl", "quotactl_fd", "setdomainname", "sethostname", "setns", "syslog", "umount", "umount2", "unshare"],
        },
        new(Capability.SysBoot, CapabilityRisk.High, CapabilityScope.Mixed)
        {
            Since = "2.2",
            Permits = "reboot and kexec_load.",
            Abuse = "Loads another kernel or reboots the host (from the initial pid namespace; inside a child pid namespace reboot only ends that namespace).",
            InUserNamespace = "Mixed: reboot is pid-namespace aware, kexec is only in the initial namespace.",
            UnlocksSystemCalls = ["reboot"],
        },
        new(Capability.SysNice, CapabilityRisk.Medium, CapabilityScope.Mixed)
        {
            Since = "2.2",
            Permits = "Raise priorities, real-time scheduling, CPU affinity and NUMA policy of any process.",
            Abuse = "Noisy-neighbour tool: starves neighbours of CPU; NUMA memory moves.",
            InUserNamespace = "Counts mostly in the initial user namespace only.",
            LegitimateUse = "Real-time and database workloads.",
            UnlocksSystemCalls = ["get_mempolicy", "mbind", "set_mempolicy", "set_mempolicy_home_node"],
        },
        new(Capability.SysResource, CapabilityRisk.Medium, CapabilityScope.Mixed)
        {
            Since = "2.2",
            Permits = "Exceed rlimits, disk quotas, reserved space, queue and console limits; lower oom_score_adj.",
            Abuse = "Undoes ulimit-based fork-bomb and file-descriptor limits (not the cgroup limits); protects itself from the OOM killer.",
            InUserNamespace = "Counts mostly in the initial user namespace only.",
            LegitimateUse = "Databases, ELK.",
        },
        new(Capability.SysTime, CapabilityRisk.High, CapabilityScope.InitialNamespace)
        {
            Since = "2.2",
            Permits = "Set the system clock.",
            Abuse = "The clock is not namespaced for CLOCK_REALTIME: changes host time, breaks TLS validity, tokens and log order.",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "NTP daemons.",
            UnlocksSystemCalls = ["clock_settime", "clock_settime64", "settimeofday", "stime"],
        },
        new(Capability.SysTtyConfig, CapabilityRisk.Low, CapabilityScope.InitialNamespace)
        {
            Since = "2.2",
            Permits = "vhangup and privileged terminal ioctls.",
            Abuse = "Disturbs host consoles when a tty device is passed in.",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "Getty.",
            UnlocksSystemCalls = ["vhangup"],
        },
        new(Capability.Mknod, CapabilityRisk.Medium, CapabilityScope.InitialNamespace)
        {
            Since = "2.4",
            Permits = "Create device nodes.",
            Abuse = "Creates a node for a host disk; harmless while the device cgroup denies it, a host-disk read when the device list is open (privileged, --device-cgroup-rule). Needs a filesystem without nodev. Default in Docker and containerd, not in Podman or CRI-O.",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "Image builds.",
        },
        new(Capability.Lease, CapabilityRisk.Low, CapabilityScope.InitialNamespace)
        {
            Since = "2.4",
            Permits = "Take leases on files one does not own.",
            Abuse = "Delays access of others to a file on a shared volume.",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "Samba.",
        },
        new(Capability.AuditWrite, CapabilityRisk.Low, CapabilityScope.InitialNamespace)
        {
            Since = "2.6.11",
            Permits = "Write records into the kernel audit log.",
            Abuse = "Forges or floods audit records (tampering with the log). Default in Docker and containerd, not in Podman.",
            InUserNamespace = "Counts only in the initial user namespace, which owns the audit socket.",
            LegitimateUse = "Sshd, login, sudo.",
        },
        new(Capability.AuditControl, CapabilityRisk.High, CapabilityScope.InitialNamespace)
        {
            Since = "2.6.11",
            Permits = "Enable or disable auditing and change its rules.",
            Abuse = "Switches host auditing off: hides tracks.",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "Auditd.",
        },
        new(Capability.Setfcap, CapabilityRisk.Medium, CapabilityScope.Namespaced)
        {
            Since = "2.6.24",
            Permits = "Put file capabilities on executables; since 5.12 needed to map uid 0 in a new user namespace.",
            Abuse = "Plants an executable with file capabilities on a volume; still limited by the bounding set of whoever runs it - which for a host user is everything.",
            InUserNamespace = "Counts inside; attributes are written with the namespace's root, and bind only there.",
            LegitimateUse = "Image builds.",
        },
        new(Capability.MacOverride, CapabilityRisk.High, CapabilityScope.InitialNamespace)
        {
            Since = "2.6.25",
            Permits = "Override mandatory access control (Smack).",
            Abuse = "Cancels the LSM on Smack systems; without effect for SELinux and AppArmor.",
            InUserNamespace = "Counts only in the initial user namespace.",
        },
        new(Capability.MacAdmin, CapabilityRisk.High, CapabilityScope.Mixed)
        {
            Since = "2.6.25",
            Permits = "Change MAC configuration (Smack; AppArmor policy loading).",
            Abuse = "Loads or removes AppArmor profiles or Smack rules: disables the LSM layer.",
            InUserNamespace = "Mixed: AppArmor checks it in the policy namespace's user namespace.",
            LegitimateUse = "LSM management agents.",
        },
        new(Capability.Syslog, CapabilityRisk.Medium, CapabilityScope.InitialNamespace)
        {
            Since = "2.6.37",
            Permits = "Privileged kernel-log operations and unmasked kernel addresses.",
            Abuse = "Reads dmesg and kernel pointers: defeats address-space randomisation before a kernel exploit; clears the ring buffer.",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "Log collectors.",
            UnlocksSystemCalls = ["syslog"],
        },
        new(Capability.WakeAlarm, CapabilityRisk.Low, CapabilityScope.InitialNamespace)
        {
            Since = "3.0",
            Permits = "Timers that wake a sleeping system.",
            Abuse = "Power-state nuisance.",
            InUserNamespace = "Counts only in the initial user namespace.",
        },
        new(Capability.BlockSuspend, CapabilityRisk.Low, CapabilityScope.InitialNamespace)
        {
            Since = "3.5",
            Permits = "Prevent system suspend.",
            Abuse = "Power-state nuisance.",
            InUserNamespace = "Counts only in the initial user namespace.",
        },
        new(Capability.AuditRead, CapabilityRisk.Medium, CapabilityScope.InitialNamespace)
        {
            Since = "3.16",
            Permits = "Read the audit log over multicast netlink.",
            Abuse = "Reads host-wide audit events, which can contain command lines.",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "SIEM agents.",
        },
        new(Capability.Perfmon, CapabilityRisk.High, CapabilityScope.InitialNamespace)
        {
            Since = "5.8",
            Permits = "Performance events and performance-related BPF.",
            Abuse = "Samples kernel and other processes (side channels, pointer leaks).",
            InUserNamespace = "Counts only in the initial user namespace.",
            LegitimateUse = "Profilers.",
            UnlocksSystemCalls = ["perf_event_open"],
        },
        new(Capability.Bpf, CapabilityRisk.Critical, CapabilityScope.InitialNamespace)
        {
            Since = "5.8",
            Permits = "Load BPF programs and create maps.",
            Abuse = "With PERFMON or NET_ADMIN it hooks kernel functions: reads other processes' data, hides, rewrites network traffic.",
            InUserNamespace = "Counts only in the initial user namespace; since 6.9 it can be delegated by a BPF token.",
            LegitimateUse = "EBPF agents (Cilium, Falco, Tetragon).",
            UnlocksSystemCalls = ["bpf"],
        },
        new(Capability.CheckpointRestore, CapabilityRisk.Medium, CapabilityScope.Namespaced)
        {
            Since = "5.9",
            Permits = "Choose pids, read map_files links, other checkpoint helpers.",
            Abuse = "Opens memory-mapped files of other processes in scope; helps pid-reuse attacks.",
            InUserNamespace = "Counts for what the user namespace owns.",
            LegitimateUse = "CRIU.",
        },
    ];
}
