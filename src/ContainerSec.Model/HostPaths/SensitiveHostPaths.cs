using static ContainerSec.HostPathRisk;

namespace ContainerSec;

/// <summary>The table of host paths whose mount breaks a container's isolation.</summary>
/// <remarks>
/// Sources: CIS Docker Benchmark 1.6.0, 5.6 (system directories); Kubernetes documentation, "hostPath" and "Pod Security Standards";
/// file-hierarchy(7), proc(5), sysfs(5), cgroups(7); for credentials the documentation of the program that keeps them there.
/// Sockets of engines are in <see cref="EngineSockets"/>, device files in the rule about devices.
/// </remarks>
internal static class SensitiveHostPaths
{
    /// <summary>The paths, grouped by what they hold.</summary>
    public static IReadOnlyList<SensitiveHostPath> All { get; } =
    [
        new("/", Critical, Critical, "every file of the host: keys, tokens, binaries, scheduled jobs"),
        new("C:/", Critical, Critical, "every file of the host: keys, tokens, binaries, services"),

        // The kernel's interfaces
        new("/proc", High, Critical, "every process of the host; written to, also the program that the kernel starts on a crash"),
        new("/proc/1", High, Critical, "the host's root directory and the environment of its first process", WithContent: true),
        new("/proc/sys", Medium, Critical, "the kernel's parameters, among them programs that the kernel starts as root", WithContent: true),
        new("/proc/sysrq-trigger", None, High, "a switch that crashes or reboots the host"),
        new("/sys", Medium, Critical, "devices and drivers; written to, also a program that the kernel starts as root"),
        new("/sys/fs/cgroup", Medium, Critical, "the limits of every container; in version 1 also a program that the kernel starts as root", WithContent: true),
        new("/sys/kernel/debug", Medium, Critical, "the kernel's debug interface", WithContent: true),
        new("/sys/kernel/security", Low, High, "the state of the security modules", WithContent: true),
        new("/sys/fs/bpf", Medium, High, "programs and maps of the host's security and network agents", WithContent: true),
        new("/dev", High, Critical, "raw disks, memory, terminals"),

        // System directories (CIS 5.6)
        new("/boot", Medium, Critical, "kernels and their start parameters", WithContent: true),
        new("/etc", High, Critical, "password hashes, keys and service configuration; written to, also scheduled jobs and preloaded libraries"),
        new("/lib", Low, Critical, "libraries that every program of the host loads"),
        new("/lib64", Low, Critical, "libraries that every program of the host loads"),
        new("/lib/modules", Low, Critical, "kernel modules", WithContent: true),
        new("/usr", Low, Critical, "programs that the host runs as root"),
        new("/usr/bin", Low, Critical, "programs that the host runs as root"),
        new("/usr/sbin", Low, Critical, "programs that the host runs as root"),
        new("/usr/lib", Low, Critical, "libraries that every program of the host loads"),
        new("/usr/local/bin", Low, High, "programs that administrators run"),
        new("/bin", Low, Critical, "programs that the host runs as root"),
        new("/sbin", Low, Critical, "programs that the host runs as root"),
        new("/tmp", Medium, Medium, "sockets and temporary secrets of other programs"),
        new("/var/log", Medium, High, "logs, which can be forged; links in it can make the kubelet read other files"),
        new("C:/Windows", Low, Critical, "programs and services that the host runs as SYSTEM"),
        new("C:/Program Files", Low, Critical, "programs that administrators run"),

        // Accounts and services of the host
        new("/etc/shadow", High, Critical, "password hashes"),
        new("/etc/gshadow", High, Critical, "password hashes"),
        new("/etc/passwd", Low, Critical, "accounts: a line in it makes a root user"),
        new("/etc/sudoers", Low, Critical, "who may become root"),
        new("/etc/sudoers.d", Low, Critical, "who may become root", WithContent: true),
        new("/etc/pam.d", Low, Critical, "how users are authenticated", WithContent: true),
        new("/etc/ssh", High, Critical, "the host's private SSH keys"),
        new("/etc/ssl/private", High, High, "private TLS keys", WithContent: true),
        new("/etc/crontab", Low, Critical, "jobs that the host runs as root"),
        new("/etc/cron.d", Low, Critical, "jobs that the host runs as root", WithContent: true),
        new("/etc/cron.daily", Low, Critical, "jobs that the host runs as root", WithContent: true),
        new("/var/spool/cron", Low, Critical, "jobs that the host runs as root", WithContent: true),
        new("/etc/systemd", Low, Critical, "services that the host runs as root", WithContent: true),
        new("/etc/ld.so.preload", Low, Critical, "libraries that every program of the host loads"),
        new("/run/systemd", Medium, Critical, "the service manager"),
        new("/run/dbus/system_bus_socket", High, High, "the bus that controls the host's services"),
        new("/run/spire/sockets", Medium, Medium, "the interface that gives out workload identities", WithContent: true),

        // Engines and clusters
        new("/etc/docker", Low, High, "the engine's configuration", WithContent: true),
        new("/var/lib/docker", Critical, Critical, "file systems, volumes and environment of every container", WithContent: true),
        new("/var/lib/containerd", Critical, Critical, "file systems of every container", WithContent: true),
        new("/var/lib/containers", Critical, Critical, "file systems of every container", WithContent: true),
        new("C:/ProgramData/docker", Critical, Critical, "file systems, volumes and environment of every container", WithContent: true),
        new("/etc/kubernetes", Critical, Critical, "credentials of the cluster; written to, also pods that the node starts by itself", WithContent: true),
        new("/etc/kubernetes/manifests", Medium, Critical, "pods that the node starts by itself"),
        new("/var/lib/kubelet", Critical, Critical, "tokens and secrets of every pod of the node"),
        new("/var/lib/kubelet/pods", Critical, Critical, "tokens and secrets of every pod of the node", WithContent: true),
        new("/var/lib/kubelet/pki", Critical, Critical, "the node's identity", WithContent: true),
        new("/var/lib/etcd", Critical, Critical, "every secret of the cluster", WithContent: true),

        // Homes
        new("/home", High, Critical, "keys and credentials of every user"),
        new("/Users", High, Critical, "keys and credentials of every user"),
        new("C:/Users", High, Critical, "keys and credentials of every user"),
        new("~", High, Critical, "keys and credentials of a user"),
        new("~/.ssh", High, Critical, "private keys; written to, also who may log in", WithContent: true),
        new("~/.gnupg", High, High, "private keys", WithContent: true),
        new("~/.docker", High, High, "registry credentials"),
        new("~/.docker/config.json", High, High, "registry credentials"),
        new("~/.kube", High, High, "cluster credentials", WithContent: true),
        new("~/.aws", High, High, "cloud credentials", WithContent: true),
        new("~/.azure", High, High, "cloud credentials", WithContent: true),
        new("~/.config/gcloud", High, High, "cloud credentials", WithContent: true),
        new("~/.netrc", High, High, "passwords of web sites and repositories"),
        new("~/.git-credentials", High, High, "passwords of repositories"),
        new("~/.npmrc", High, High, "tokens of package feeds"),
        new("~/.nuget", Medium, Medium, "credentials of package feeds; written to, also packages that other builds use"),
        new("~/.microsoft/usersecrets", High, High, ".NET user secrets in clear text", WithContent: true),
        new("~/AppData/Roaming/Microsoft/UserSecrets", High, High, ".NET user secrets in clear text", WithContent: true),
        new("~/.aspnet/DataProtection-Keys", High, High, "the keys that sign cookies and tokens of ASP.NET Core", WithContent: true),
        new("~/AppData/Local/ASP.NET/DataProtection-Keys", High, High, "the keys that sign cookies and tokens of ASP.NET Core", WithContent: true),
        new("~/.aspnet/https", High, High, "the developer's TLS key", WithContent: true),
        new("~/AppData/Roaming/ASP.NET/Https", High, High, "the developer's TLS key", WithContent: true),
    ];

    /// <summary>The entry that says most about a mount of a path.</summary>
    /// <param name="path">The path that is mounted, as written.</param>
    /// <param name="readOnly">Whether the mount is read-only.</param>
    /// <returns>The entry of the path itself or of the nearest listed directory that it is part of, else the worst of those that lie below it; null when none is listed.</returns>
    public static SensitiveHostPath? Find(string path, bool readOnly)
    {
        if (HostPath.Parse(path) is not { } location)
            return null;
        SensitiveHostPath? own = null;
        SensitiveHostPath? below = null;
        foreach (var entry in All)
        {
            var isSame = entry.Location.Segments.Count == location.Segments.Count;
            if (location.IsAtOrBelow(entry.Location) && (isSame || entry.WithContent))
            {
                if (own is null || own.Location.Segments.Count < entry.Location.Segments.Count)
                    own = entry;
            }
            else if (location.IsAbove(entry.Location) && (below is null || below.Risk(readOnly) < entry.Risk(readOnly)))
            {
                below = entry;
            }
        }

        return own ?? below;
    }
}
