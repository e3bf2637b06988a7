namespace ContainerSec;

/// <summary>Linux capabilities by their numbers in linux/capability.h; capabilities(7) describes each.</summary>
public enum Capability
{
    /// <summary>CAP_CHOWN: give any file to any user or group.</summary>
    Chown = 0,

    /// <summary>CAP_DAC_OVERRIDE: ignore read, write and execute permission bits on files and directories.</summary>
    DacOverride = 1,

    /// <summary>CAP_DAC_READ_SEARCH: ignore read and directory-search permission bits; open files by kernel file handle.</summary>
    DacReadSearch = 2,

    /// <summary>CAP_FOWNER: act as owner of any file for chmod, utime, ACL and sticky-directory deletes.</summary>
    Fowner = 3,

    /// <summary>CAP_FSETID: keep setuid/setgid bits when a file is changed and set setgid for foreign groups.</summary>
    Fsetid = 4,

    /// <summary>CAP_KILL: signal any process in the same user namespace scope.</summary>
    Kill = 5,

    /// <summary>CAP_SETGID: change gid and supplementary groups at will, forge gid on unix sockets, write gid maps.</summary>
    Setgid = 6,

    /// <summary>CAP_SETUID: change uid at will, forge uid on unix sockets, write uid maps.</summary>
    Setuid = 7,

    /// <summary>CAP_SETPCAP: drop bounding-set bits, add bounding bits to the inheritable set, change securebits.</summary>
    Setpcap = 8,

    /// <summary>CAP_LINUX_IMMUTABLE: set the immutable and append-only inode flags.</summary>
    LinuxImmutable = 9,

    /// <summary>CAP_NET_BIND_SERVICE: bind ports below 1024.</summary>
    NetBindService = 10,

    /// <summary>CAP_NET_BROADCAST: unused by the kernel.</summary>
    NetBroadcast = 11,

    /// <summary>CAP_NET_ADMIN: configure interfaces, routes, firewall, traffic control, promiscuous mode, socket marks.</summary>
    NetAdmin = 12,

    /// <summary>CAP_NET_RAW: open raw and packet sockets; transparent-proxy binds.</summary>
    NetRaw = 13,

    /// <summary>CAP_IPC_LOCK: lock memory and use huge pages beyond the limit.</summary>
    IpcLock = 14,

    /// <summary>CAP_IPC_OWNER: ignore permissions on System V IPC objects.</summary>
    IpcOwner = 15,

    /// <summary>CAP_SYS_MODULE: load and unload kernel modules.</summary>
    SysModule = 16,

    /// <summary>CAP_SYS_RAWIO: I/O ports, /dev/mem, /proc/kcore, MSRs, raw SCSI commands, mapping address 0.</summary>
    SysRawio = 17,

    /// <summary>CAP_SYS_CHROOT: chroot and mount-namespace setns.</summary>
    SysChroot = 18,

    /// <summary>CAP_SYS_PTRACE: trace, read and write memory of any process in scope; kcmp; pidfd_getfd.</summary>
    SysPtrace = 19,

    /// <summary>CAP_SYS_PACCT: switch process accounting.</summary>
    SysPacct = 20,

    /// <summary>CAP_SYS_ADMIN: mount, pivot_root, namespaces, quota, many device and filesystem ioctls, seccomp without no_new_privs, bpf and perf as a superset.</summary>
    SysAdmin = 21,

    /// <summary>CAP_SYS_BOOT: reboot and kexec_load.</summary>
    SysBoot = 22,

    /// <summary>CAP_SYS_NICE: raise priorities, real-time scheduling, CPU affinity and NUMA policy of any process.</summary>
    SysNice = 23,

    /// <summary>CAP_SYS_RESOURCE: exceed rlimits, disk quotas, reserved space, queue and console limits; lower oom_score_adj.</summary>
    SysResource = 24,

    /// <summary>CAP_SYS_TIME: set the system clock.</summary>
    SysTime = 25,

    /// <summary>CAP_SYS_TTY_CONFIG: vhangup and privileged terminal ioctls.</summary>
    SysTtyConfig = 26,

    /// <summary>CAP_MKNOD: create device nodes.</summary>
    Mknod = 27,

    /// <summary>CAP_LEASE: take leases on files one does not own.</summary>
    Lease = 28,

    /// <summary>CAP_AUDIT_WRITE: write records into the kernel audit log.</summary>
    AuditWrite = 29,

    /// <summary>CAP_AUDIT_CONTROL: enable or disable auditing and change its rules.</summary>
    AuditControl = 30,

    /// <summary>CAP_SETFCAP: put file capabilities on executables; since 5.12 needed to map uid 0 in a new user namespace.</summary>
    Setfcap = 31,

    /// <summary>CAP_MAC_OVERRIDE: override mandatory access control (Smack).</summary>
    MacOverride = 32,

    /// <summary>CAP_MAC_ADMIN: change MAC configuration (Smack; AppArmor policy loading).</summary>
    MacAdmin = 33,

    /// <summary>CAP_SYSLOG: privileged kernel-log operations and unmasked kernel addresses.</summary>
    Syslog = 34,

    /// <summary>CAP_WAKE_ALARM: timers that wake a sleeping system.</summary>
    WakeAlarm = 35,

    /// <summary>CAP_BLOCK_SUSPEND: prevent system suspend.</summary>
    BlockSuspend = 36,

    /// <summary>CAP_AUDIT_READ: read the audit log over multicast netlink.</summary>
    AuditRead = 37,

    /// <summary>CAP_PERFMON: performance events and performance-related BPF.</summary>
    Perfmon = 38,

    /// <summary>CAP_BPF: load BPF programs and create maps.</summary>
    Bpf = 39,

    /// <summary>CAP_CHECKPOINT_RESTORE: choose pids, read map_files links, other checkpoint helpers.</summary>
    CheckpointRestore = 40,
}
