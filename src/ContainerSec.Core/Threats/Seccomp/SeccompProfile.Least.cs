using ContainerSec.Readers;

namespace ContainerSec.Threats;

/// <content>Least profiles, and writing.</content>
public sealed partial class SeccompProfile
{
    private const int NotPermitted = 1;
    private const int NotImplemented = 38;

    // What runc and crun do between the moment that the filter is there and the program's start, and the Go runtime under runc.
    // Without no-new-privileges the filter comes first, and the runtime changes user and capabilities under it.
    private const string RuntimeCalls = """
        brk capget capset chdir close dup3 epoll_create1 epoll_ctl epoll_pwait eventfd2 execve exit exit_group faccessat2 fchdir fchmod
        fchown fcntl fstat fstatfs futex getcwd getdents64 getegid geteuid getgid getpid getppid getsockopt gettid getuid lseek madvise mmap
        mprotect munmap nanosleep newfstatat open openat prctl pread64 read readlink readlinkat rt_sigaction rt_sigprocmask rt_sigreturn
        sched_yield sendto set_robust_list setgid setgroups setresgid setresuid setuid setsid sigaltstack stat statx tgkill umask write
        """;

    // Calls that no record has, for they do not return, or the kernel's own code makes them after a signal.
    private const string UnrecordedCalls = "exit exit_group restart_syscall rt_sigreturn";

    // A C library that finds no such call tries an older one; of one that is forbidden it reports an error to the program.
    // The least profile is made of what one version of a program and its library did, and the next version asks for a newer call first.
    private const string CallsWithFallback = """
        clone3 close_range copy_file_range epoll_pwait2 faccessat2 fchmodat2 futex_waitv getrandom io_uring_enter io_uring_register
        io_uring_setup membarrier memfd_create openat2 pidfd_getfd pidfd_open pidfd_send_signal preadv2 pwritev2 renameat2 rseq statx
        """;

    /// <summary>The least profile: allows some calls and refuses all others.</summary>
    /// <param name="systemCalls">What the program calls, by name. Names that no architecture has are told in <see cref="Problems"/> and left out.</param>
    /// <param name="withRuntime">Whether the calls are added that the container runtime itself makes under the filter before the program starts; without them most containers do not start.</param>
    /// <returns>
    /// A profile of three rules at most: what the program calls, what the runtime adds, and the calls that libraries try first and do without, which fail
    /// with ENOSYS. Everything else fails with EPERM.
    /// </returns>
    /// <remarks>
    /// EPERM is the default because it is what engines answer, and what programs take for an answer: they report it and go on. ENOSYS is better only
    /// for calls that a library has a fallback for, since it falls back on that answer alone.
    /// 32-bit calls are not allowed: no architecture but the host's own is listed.
    /// </remarks>
    public static SeccompProfile LeastFrom(IEnumerable<string> systemCalls, bool withRuntime = true)
    {
        ArgumentNullException.ThrowIfNull(systemCalls);
        return Least([.. systemCalls.Select(static call => (call, (Provenance?)null))], withRuntime, []);
    }

    /// <summary>The least profile from a record of what a program did: the output of <c>strace -f</c> or <c>strace -c</c>, or audit records of calls.</summary>
    /// <param name="log">The text. Lines that name no call are passed over. The calls that end a program or return from a signal are added: not every record has them.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="withRuntime">See <see cref="LeastFrom"/>.</param>
    /// <param name="cancellationToken">Checked every 1,024 lines.</param>
    /// <exception cref="ContainerSecException">No line names a system call: it is no such record.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SeccompProfile LeastFromLog(string log, string path, bool withRuntime = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(path);
        var (calls, problems) = SystemCallLog.Read(new SourceText(path, log), cancellationToken);
        return calls.Count > 0
            ? Least([.. calls, .. Words(UnrecordedCalls).Select(static name => (name, (Provenance?)null))], withRuntime, problems)
            : throw new ContainerSecException($"{path}(1,1): error CSEC0104: No line names a system call; record them with: strace -f -o {path} PROGRAM.");
    }

    /// <summary>The profile in Docker's form, which engines and kubelets take as a file.</summary>
    public string ToJson() => SeccompWriter.Write(this);

    private static SeccompProfile Least(IReadOnlyList<(string Name, Provenance? Origin)> calls, bool withRuntime, IReadOnlyList<ReadProblem> problems)
    {
        var all = new List<ReadProblem>(problems);
        var program = new SortedDictionary<string, Provenance?>(StringComparer.Ordinal);
        foreach (var (name, origin) in calls)
        {
            if (Threats.SystemCalls.Names.Contains(name))
                program.TryAdd(name, origin);
            else
                all.Add(new ReadProblem(ProblemSeverity.Warning, $"There is no system call '{name}'; it is left out.", origin));
        }

        var runtime = Words(RuntimeCalls).Where(name => withRuntime && !program.ContainsKey(name)).ToList();
        var fallback = Words(CallsWithFallback).Where(name => !program.ContainsKey(name) && !runtime.Contains(name)).ToList();
        var rules = new[]
        {
            Rule(program.Select(static call => (call.Key, call.Value)), SeccompAction.Allow, 0, "what the program calls"),
            Rule(runtime.Select(static name => (name, (Provenance?)null)), SeccompAction.Allow, 0, "what the container runtime calls before the program starts"),
            Rule(fallback.Select(static name => (name, (Provenance?)null)), SeccompAction.Errno, NotImplemented, "libraries do without these when the kernel seems not to have them"),
        };
        return new SeccompProfile
        {
            Name = "the least profile",
            DefaultAction = SeccompAction.Errno,
            DefaultErrno = NotPermitted,
            Rules = [.. rules.Where(static rule => rule.Calls.Count > 0)],
            Problems = all,
        };
    }

    private static SeccompRule Rule(IEnumerable<(string, Provenance?)> calls, SeccompAction action, int errno, string comment) =>
        new() { Calls = [.. calls], Action = action, Errno = errno, Comment = comment };

    private static string[] Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
