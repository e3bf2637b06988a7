namespace ContainerSec.Threats;

/// <summary>The filters that engines install for containers which name none.</summary>
/// <remarks>
/// Facts, in a form of our own. Docker: moby/profiles, seccomp/default.json of 2026. containerd: contrib/seccomp, which follows Docker's.
/// Podman: containers/common, pkg/seccomp/seccomp.json as of version 0.50. CRI-O: internal/config/seccomp, which changes Podman's.
/// </remarks>
internal static class DefaultSeccompProfiles
{
    private const int NotPermitted = 1;
    private const int InvalidArgument = 22;
    private const int NotImplemented = 38;

    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET: the flags of clone(2) that make namespaces.
    internal const ulong NamespaceFlags = 0x7e020000;

    private const ulong FamilyNetlink = 16;
    private const ulong FamilyVsock = 40;
    private const ulong ProtocolAudit = 9;

    private static readonly string[] SubArchitecturesOfX64 = ["SCMP_ARCH_X86", "SCMP_ARCH_X32"];

    /// <summary>Socket families that Docker lets through: those that the kernel has, but for AF_ALG (the kernel's cryptography) and AF_VSOCK (the way to the hypervisor).</summary>
    private static readonly ulong[] DockerFamiliesFrom12 = [13, 14, 15, 16, 17, 18, 21, 22, 24, 26, 27, 28, 29, 30, 31, 32, 33, 35, 36, 39, 41, 42, 43, 44, 45];

    public static SeccompProfile Docker { get; } = Create(
        "Docker's default seccomp profile",
        new EngineDefaultProvenance("Docker", "moby/profiles, seccomp/default.json"),
        NotPermitted,
        [.. DockerRules, .. DockerSockets()]);

    public static SeccompProfile Containerd { get; } = Create(
        "containerd's default seccomp profile",
        new EngineDefaultProvenance("containerd", "containerd, contrib/seccomp"),
        NotPermitted,
        [.. DockerRules, When("socket", new SeccompCondition(0, SeccompOperator.NotEqual, FamilyVsock))]);

    public static SeccompProfile Podman { get; } = Create(
        "Podman's default seccomp profile",
        new EngineDefaultProvenance("Podman", "containers/common, pkg/seccomp/seccomp.json"),
        NotImplemented,
        PodmanRules(Allow(PodmanAllows)));

    public static SeccompProfile Crio { get; } = Create(
        "CRI-O's default seccomp profile",
        new EngineDefaultProvenance("CRI-O", "cri-o, internal/config/seccomp; containers/common"),
        NotImplemented,
        [.. PodmanRules(Allow(PodmanAllows, but: "unshare")), With(Capability.SysAdmin, "unshare")]);

    /// <summary>The profile of an engine; one that is not known here is taken for Docker, whose profile most have copied.</summary>
    public static SeccompProfile Of(EngineProfile engine) => engine.Name switch
    {
        "Podman" => Podman,
        "CRI-O" => Crio,
        "containerd" => Containerd,
        _ => Docker,
    };

    private static SeccompRule[] DockerRules =>
    [
        Allow("""
            accept accept4 access adjtimex alarm bind brk cachestat capget capset chdir chmod chown chown32 clock_adjtime
            clock_adjtime64 clock_getres clock_getres_time64 clock_gettime clock_gettime64 clock_nanosleep clock_nanosleep_time64
            close close_range connect copy_file_range creat dup dup2 dup3 epoll_create epoll_create1 epoll_ctl epoll_ctl_old
            epoll_pwait epoll_pwait2 epoll_wait epoll_wait_old eventfd eventfd2 execve execveat exit exit_group faccessat
            faccessat2 fadvise64 fadvise64_64 fallocate fanotify_mark fchdir fchmod fchmodat fchmodat2 fchown fchown32 fchownat
            fcntl fcntl64 fdatasync fgetxattr flistxattr flock fork fremovexattr fsetxattr fstat fstat64 fstatat64 fstatfs
            fstatfs64 fsync ftruncate ftruncate64 futex futex_requeue futex_time64 futex_wait futex_waitv futex_wake futimesat
            get_robust_list get_thread_area getcpu getcwd getdents getdents64 getegid getegid32 geteuid geteuid32 getgid getgid32
            getgroups getgroups32 getitimer getpeername getpgid getpgrp getpid getppid getpriority getrandom getresgid getresgid32
            getresuid getresuid32 getrlimit getrusage getsid getsockname getsockopt gettid gettimeofday getuid getuid32 getxattr
            getxattrat inotify_add_watch inotify_init inotify_init1 inotify_rm_watch io_cancel io_destroy io_getevents
            io_pgetevents io_pgetevents_time64 io_setup io_submit ioctl ioprio_get ioprio_set ipc kill landlock_add_rule
            landlock_create_ruleset landlock_restrict_self lchown lchown32 lgetxattr link linkat listen listmount listxattr
            listxattrat llistxattr _llseek lremovexattr lseek lsetxattr lstat lstat64 madvise map_shadow_stack membarrier
            memfd_create memfd_secret mincore mkdir mkdirat mknod mknodat mlock mlock2 mlockall mmap mmap2 mprotect mq_getsetattr
            mq_notify mq_open mq_timedreceive mq_timedreceive_time64 mq_timedsend mq_timedsend_time64 mq_unlink mremap mseal
            msgctl msgget msgrcv msgsnd msync munlock munlockall munmap name_to_handle_at nanosleep newfstatat _newselect open
            openat openat2 pause pidfd_open pidfd_send_signal pipe pipe2 pkey_alloc pkey_free pkey_mprotect poll ppoll
            ppoll_time64 prctl pread64 preadv preadv2 prlimit64 process_mrelease pselect6 pselect6_time64 pwrite64 pwritev
            pwritev2 read readahead readlink readlinkat readv recv recvfrom recvmmsg recvmmsg_time64 recvmsg remap_file_pages
            removexattr removexattrat rename renameat renameat2 restart_syscall riscv_hwprobe rmdir rseq rt_sigaction
            rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_sigtimedwait_time64
            rt_tgsigqueueinfo sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getattr sched_getparam
            sched_getscheduler sched_rr_get_interval sched_rr_get_interval_time64 sched_setaffinity sched_setattr sched_setparam
            sched_setscheduler sched_yield seccomp select semctl semget semop semtimedop semtimedop_time64 send sendfile
            sendfile64 sendmmsg sendmsg sendto set_robust_list set_thread_area set_tid_address setfsgid setfsgid32 setfsuid
            setfsuid32 setgid setgid32 setgroups setgroups32 setitimer setpgid setpriority setregid setregid32 setresgid
            setresgid32 setresuid setresuid32 setreuid setreuid32 setrlimit setsid setsockopt setuid setuid32 setxattr setxattrat
            shmat shmctl shmdt shmget shutdown sigaltstack signalfd signalfd4 sigprocmask sigreturn socketcall socketpair splice
            stat stat64 statfs statfs64 statmount statx symlink symlinkat sync sync_file_range syncfs sysinfo tee tgkill time
            timer_create timer_delete timer_getoverrun timer_gettime timer_gettime64 timer_settime timer_settime64 timerfd_create
            timerfd_gettime timerfd_gettime64 timerfd_settime timerfd_settime64 times tkill truncate truncate64 ugetrlimit umask
            uname unlink unlinkat uretprobe utime utimensat utimensat_time64 utimes vfork vmsplice wait4 waitid waitpid write
            writev
            """),
        // Before 4.8 a tracer could change a call after the filter had seen it.
        Allow("process_vm_readv process_vm_writev ptrace") with { Includes = new SeccompScope { MinKernel = new Version(4, 8) } },
        .. Personalities,
        .. ByArchitecture("sync_file_range2 swapcontext"),
        With(Capability.DacReadSearch, "open_by_handle_at"),
        With(Capability.SysAdmin, """
            bpf clone clone3 fanotify_init fsconfig fsmount fsopen fspick lookup_dcookie lsm_get_self_attr lsm_list_modules
            lsm_set_self_attr mount mount_setattr move_mount open_tree perf_event_open quotactl quotactl_fd setdomainname
            sethostname setns syslog umount umount2 unshare
            """),
        When("clone", new SeccompCondition(0, SeccompOperator.MaskedEqual, NamespaceFlags)) with
        {
            Excludes = new SeccompScope { Capabilities = [Capability.SysAdmin], Architectures = ["s390", "s390x"] },
        },
        When("clone", new SeccompCondition(1, SeccompOperator.MaskedEqual, NamespaceFlags)) with
        {
            Comment = "the arguments of clone(2) have another order on s390",
            Includes = new SeccompScope { Architectures = ["s390", "s390x"] },
            Excludes = new SeccompScope { Capabilities = [Capability.SysAdmin] },
        },
        // Its flags are behind a pointer, where no filter sees them; libc falls back to clone when the kernel seems not to have it.
        Refuse("clone3", NotImplemented) with { Excludes = new SeccompScope { Capabilities = [Capability.SysAdmin] } },
        With(Capability.SysBoot, "reboot"),
        With(Capability.SysChroot, "chroot"),
        With(Capability.SysModule, "delete_module init_module finit_module"),
        With(Capability.SysPacct, "acct"),
        With(Capability.SysPtrace, "kcmp pidfd_getfd process_madvise process_vm_readv process_vm_writev ptrace"),
        With(Capability.SysRawio, "iopl ioperm"),
        With(Capability.SysTime, "settimeofday stime clock_settime clock_settime64"),
        With(Capability.SysTtyConfig, "vhangup"),
        With(Capability.SysNice, "get_mempolicy mbind set_mempolicy set_mempolicy_home_node"),
        With(Capability.Syslog, "syslog"),
        With(Capability.Bpf, "bpf"),
        With(Capability.Perfmon, "perf_event_open"),
    ];

    // The execution domains PER_LINUX and PER_LINUX32, each also with UNAME26, and the question for the present one.
    private static IEnumerable<SeccompRule> Personalities =>
        new ulong[] { 0, 8, 0x20000, 0x20008, 0xffffffff }.Select(static value => When("personality", new SeccompCondition(0, SeccompOperator.Equal, value)));

    // Podman leaves mounting and namespaces to the kernel's own checks of capabilities, which a user namespace fulfils.
    private const string PodmanAllows = """
            accept accept4 access adjtimex alarm bind brk capget capset chdir chmod chown chown32 clock_adjtime clock_adjtime64
            clock_getres clock_getres_time64 clock_gettime clock_gettime64 clock_nanosleep clock_nanosleep_time64 clone clone3
            close close_range connect copy_file_range creat dup dup2 dup3 epoll_create epoll_create1 epoll_ctl epoll_ctl_old
            epoll_pwait epoll_pwait2 epoll_wait epoll_wait_old eventfd eventfd2 execve execveat exit exit_group faccessat
            faccessat2 fadvise64 fadvise64_64 fallocate fanotify_mark fchdir fchmod fchmodat fchown fchown32 fchownat fcntl
            fcntl64 fdatasync fgetxattr flistxattr flock fork fremovexattr fsconfig fsetxattr fsmount fsopen fspick fstat fstat64
            fstatat64 fstatfs fstatfs64 fsync ftruncate ftruncate64 futex futex_time64 futimesat get_mempolicy get_robust_list
            get_thread_area getcpu getcwd getdents getdents64 getegid getegid32 geteuid geteuid32 getgid getgid32 getgroups
            getgroups32 getitimer getpeername getpgid getpgrp getpid getppid getpriority getrandom getresgid getresgid32 getresuid
            getresuid32 getrlimit getrusage getsid getsockname getsockopt gettid gettimeofday getuid getuid32 getxattr
            inotify_add_watch inotify_init inotify_init1 inotify_rm_watch io_cancel io_destroy io_getevents io_setup io_submit
            ioctl ioprio_get ioprio_set ipc keyctl kill landlock_add_rule landlock_create_ruleset landlock_restrict_self lchown
            lchown32 lgetxattr link linkat listen listxattr llistxattr _llseek lremovexattr lseek lsetxattr lstat lstat64 madvise
            mbind membarrier memfd_create memfd_secret mincore mkdir mkdirat mknod mknodat mlock mlock2 mlockall mmap mmap2 mount
            mount_setattr move_mount mprotect mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedreceive_time64 mq_timedsend
            mq_timedsend_time64 mq_unlink mremap msgctl msgget msgrcv msgsnd msync munlock munlockall munmap name_to_handle_at
            nanosleep newfstatat _newselect open open_tree openat openat2 pause pidfd_getfd pidfd_open pidfd_send_signal pipe
            pipe2 pivot_root pkey_alloc pkey_free pkey_mprotect poll ppoll ppoll_time64 prctl pread64 preadv preadv2 prlimit64
            process_mrelease process_vm_readv process_vm_writev pselect6 pselect6_time64 ptrace pwrite64 pwritev pwritev2 read
            readahead readdir readlink readlinkat readv reboot recv recvfrom recvmmsg recvmmsg_time64 recvmsg remap_file_pages
            removexattr rename renameat renameat2 restart_syscall rmdir rseq rt_sigaction rt_sigpending rt_sigprocmask
            rt_sigqueueinfo rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_sigtimedwait_time64 rt_tgsigqueueinfo
            sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getattr sched_getparam sched_getscheduler
            sched_rr_get_interval sched_rr_get_interval_time64 sched_setaffinity sched_setattr sched_setparam sched_setscheduler
            sched_yield seccomp select semctl semget semop semtimedop semtimedop_time64 send sendfile sendfile64 sendmmsg sendmsg
            sendto set_mempolicy set_robust_list set_thread_area set_tid_address setfsgid setfsgid32 setfsuid setfsuid32 setgid
            setgid32 setgroups setgroups32 setitimer setns setpgid setpriority setregid setregid32 setresgid setresgid32 setresuid
            setresuid32 setreuid setreuid32 setrlimit setsid setsockopt setuid setuid32 setxattr shmat shmctl shmdt shmget
            shutdown sigaction sigaltstack signal signalfd signalfd4 sigpending sigprocmask sigreturn sigsuspend socketcall
            socketpair splice stat stat64 statfs statfs64 statx symlink symlinkat sync sync_file_range syncfs syscall sysinfo
            syslog tee tgkill time timer_create timer_delete timer_getoverrun timer_gettime timer_gettime64 timer_settime
            timer_settime64 timerfd timerfd_create timerfd_gettime timerfd_gettime64 timerfd_settime timerfd_settime64 times tkill
            truncate truncate64 ugetrlimit umask umount umount2 uname unlink unlinkat unshare utime utimensat utimensat_time64
            utimes vfork wait4 waitid waitpid write writev
            """;

    private static SeccompRule[] PodmanRules(SeccompRule allowed) =>
    [
        Refuse("""
            bdflush io_pgetevents kexec_file_load kexec_load migrate_pages move_pages nfsservctl nice oldfstat oldlstat
            oldolduname oldstat olduname pciconfig_iobase pciconfig_read pciconfig_write sgetmask ssetmask swapcontext swapoff
            swapon sysfs uselib userfaultfd ustat vm86 vm86old vmsplice
            """, NotPermitted),
        allowed,
        .. Personalities,
        .. ByArchitecture("sync_file_range2"),
        .. WithOrRefuse(Capability.DacReadSearch, "open_by_handle_at"),
        .. WithOrRefuse(Capability.SysAdmin, "bpf fanotify_init lookup_dcookie perf_event_open quotactl setdomainname sethostname setns"),
        .. WithOrRefuse(Capability.SysChroot, "chroot"),
        .. WithOrRefuse(Capability.SysModule, "delete_module finit_module init_module query_module"),
        .. WithOrRefuse(Capability.SysPacct, "acct"),
        .. WithOrRefuse(Capability.SysPtrace, "kcmp process_madvise"),
        .. WithOrRefuse(Capability.SysRawio, "ioperm iopl"),
        .. WithOrRefuse(Capability.SysTime, "clock_settime clock_settime64 settimeofday stime"),
        .. WithOrRefuse(Capability.SysTtyConfig, "vhangup"),
        .. PodmanSockets,
    ];

    // Without CAP_AUDIT_WRITE a socket of the audit system looks as if the kernel had none, so that sshd and su go on.
    private static SeccompRule[] PodmanSockets
    {
        get
        {
            var withoutAudit = new SeccompScope { Capabilities = [Capability.AuditWrite] };
            return
            [
                Refuse("socket", InvalidArgument) with
                {
                    Conditions = [new(0, SeccompOperator.Equal, FamilyNetlink), new(2, SeccompOperator.Equal, ProtocolAudit)],
                    Excludes = withoutAudit,
                },
                When("socket", new SeccompCondition(2, SeccompOperator.NotEqual, ProtocolAudit)) with { Excludes = withoutAudit },
                When("socket", new SeccompCondition(0, SeccompOperator.NotEqual, FamilyNetlink)) with { Excludes = withoutAudit },
                With(Capability.AuditWrite, "socket"),
            ];
        }
    }

    private static IEnumerable<SeccompRule> DockerSockets() =>
        DockerFamiliesFrom12.Select(static family => new SeccompCondition(0, SeccompOperator.Equal, family))
            .Prepend(new SeccompCondition(0, SeccompOperator.Less, 12))
            .Select(static condition => When("socket", condition));

    private static SeccompRule[] ByArchitecture(string powerPc) =>
    [
        On(["ppc64le"], powerPc),
        On(["arm", "arm64"], "arm_fadvise64_64 arm_sync_file_range sync_file_range2 breakpoint cacheflush set_tls"),
        On(["amd64", "x32"], "arch_prctl"),
        On(["amd64", "x32", "x86"], "modify_ldt"),
        On(["s390", "s390x"], "s390_pci_mmio_read s390_pci_mmio_write s390_runtime_instr"),
        On(["riscv64"], "riscv_flush_icache"),
    ];

    private static SeccompProfile Create(string name, Provenance origin, int errno, IReadOnlyList<SeccompRule> rules) => new()
    {
        Name = name,
        Origin = origin,
        DefaultAction = SeccompAction.Errno,
        DefaultErrno = errno,
        Rules = [.. rules.Select(rule => rule with { Calls = [.. rule.Calls.Select(call => (call.Name, (Provenance?)origin))] })],
        ArchitectureMap =
        [
            ("SCMP_ARCH_X86_64", SubArchitecturesOfX64),
            ("SCMP_ARCH_AARCH64", ["SCMP_ARCH_ARM"]),
            ("SCMP_ARCH_MIPS64", ["SCMP_ARCH_MIPS", "SCMP_ARCH_MIPS64N32"]),
            ("SCMP_ARCH_MIPS64N32", ["SCMP_ARCH_MIPS", "SCMP_ARCH_MIPS64"]),
            ("SCMP_ARCH_MIPSEL64", ["SCMP_ARCH_MIPSEL", "SCMP_ARCH_MIPSEL64N32"]),
            ("SCMP_ARCH_MIPSEL64N32", ["SCMP_ARCH_MIPSEL", "SCMP_ARCH_MIPSEL64"]),
            ("SCMP_ARCH_S390X", ["SCMP_ARCH_S390"]),
            ("SCMP_ARCH_RISCV64", []),
        ],
    };

    private static SeccompRule Allow(string names, string? but = null) => new()
    {
        Calls = [.. names.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Where(name => name != but).Select(static name => (name, (Provenance?)null))],
    };

    private static SeccompRule When(string name, SeccompCondition condition) => Allow(name) with { Conditions = [condition] };

    private static SeccompRule Refuse(string names, int errno) => Allow(names) with { Action = SeccompAction.Errno, Errno = errno };

    private static SeccompRule On(string[] architectures, string names) => Allow(names) with { Includes = new SeccompScope { Architectures = architectures } };

    private static SeccompRule With(Capability capability, string names) => Allow(names) with { Includes = new SeccompScope { Capabilities = [capability] } };

    private static SeccompRule[] WithOrRefuse(Capability capability, string names) =>
        [With(capability, names), Refuse(names, NotPermitted) with { Excludes = new SeccompScope { Capabilities = [capability] } }];
}
