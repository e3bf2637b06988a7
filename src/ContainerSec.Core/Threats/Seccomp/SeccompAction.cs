namespace ContainerSec.Threats;

/// <summary>What the kernel does with a system call that a filter has judged, the strictest first: seccomp(2).</summary>
/// <remarks>Of several filters of one process the kernel takes the strictest answer; within one filter libseccomp's order decides.</remarks>
public enum SeccompAction
{
    /// <summary>SCMP_ACT_KILL_PROCESS: the process dies.</summary>
    KillProcess,

    /// <summary>SCMP_ACT_KILL and SCMP_ACT_KILL_THREAD: the thread dies.</summary>
    KillThread,

    /// <summary>SCMP_ACT_TRAP: the thread gets the signal SIGSYS.</summary>
    Trap,

    /// <summary>SCMP_ACT_ERRNO: the call fails with an error number.</summary>
    Errno,

    /// <summary>SCMP_ACT_NOTIFY: a supervisor in user space answers.</summary>
    Notify,

    /// <summary>SCMP_ACT_TRACE: a tracer decides; without one the call fails with ENOSYS.</summary>
    Trace,

    /// <summary>SCMP_ACT_LOG: the call is made and logged.</summary>
    Log,

    /// <summary>SCMP_ACT_ALLOW: the call is made.</summary>
    Allow,
}
