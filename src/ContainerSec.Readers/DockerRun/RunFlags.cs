namespace ContainerSec.Readers.DockerRun;

/// <summary>The options of <c>docker run</c> and <c>docker create</c>, and those that Podman and nerdctl add.</summary>
/// <remarks>Sources: docker/cli cli/command/container/opts.go and run.go, podman-run(1), nerdctl's command reference.</remarks>
internal static class RunFlags
{
    private static readonly Dictionary<string, RunFlag> ByName = new(StringComparer.Ordinal);

    private static readonly Dictionary<char, string> ShortNames = new()
    {
        ['a'] = "attach",
        ['c'] = "cpu-shares",
        ['d'] = "detach",
        ['e'] = "env",
        ['h'] = "hostname",
        ['i'] = "interactive",
        ['l'] = "label",
        ['m'] = "memory",
        ['p'] = "publish",
        ['P'] = "publish-all",
        ['q'] = "quiet",
        ['t'] = "tty",
        ['u'] = "user",
        ['v'] = "volume",
        ['w'] = "workdir",
    };

    static RunFlags()
    {
        // Chapter 2: who the process is and what it may do
        Switch("privileged", static (o, v) => o.Privileged = o.Bool(v));
        Value("user", static (o, v) => o.SetUser(v));
        Value("group-add", static (o, v) => o.AddGroup(v));
        Value("cap-add", static (o, v) => o.AddWords(o.CapabilitiesAdded, v));
        Value("cap-drop", static (o, v) => o.AddWords(o.CapabilitiesDropped, v));
        Value("security-opt", static (o, v) => o.AddSecurityOption(v));

        // Chapter 3: limits
        Value("memory", static (o, v) => o.MemoryLimit = o.Size(v));
        Value("memory-reservation", static (o, v) => o.MemoryRequest = o.Size(v));
        Value("cpus", static (o, v) => o.Cpus = o.Real(v));
        Value("cpu-quota", static (o, v) => o.CpuQuota = o.Real(v));
        Value("cpu-period", static (o, v) => o.CpuPeriod = o.Real(v));
        Value("pids-limit", static (o, v) => o.PidsLimit = o.Whole(v));
        Switch("oom-kill-disable", static (o, v) => o.OomKillDisabled = o.Bool(v));
        Value("cgroup-parent", static (o, v) => o.CgroupParent = o.Text(v));
        Value("ulimit", static (o, v) => o.AddUlimit(v));

        // Chapters 4 and 5: namespaces and sandboxes
        Value("network", static (o, v) => o.AddNetwork(v));
        Alias("net", "network");
        Value("pid", static (o, v) => o.Pid = o.Namespace("--pid", v));
        Value("ipc", static (o, v) => o.SetIpc(v));
        Value("uts", static (o, v) => o.Uts = o.Namespace("--uts", v));
        Value("userns", static (o, v) => o.SetUserNamespace(v));
        Value("cgroupns", static (o, v) => o.Cgroup = o.Namespace("--cgroupns", v));
        Value("runtime", static (o, v) => o.Runtime = o.Text(v));
        Value("isolation", static (o, v) => o.WindowsIsolation = o.Text(v).Select(static t => t.ToLowerInvariant()));
        Value("platform", static (o, v) => o.SetPlatform(v));

        // Chapter 6: the image
        Value("pull", static (o, v) => o.PullPolicy = o.Text(v).Select(static t => t.ToLowerInvariant()));

        // Chapter 8: confinement
        Switch("read-only", static (o, v) => o.ReadOnlyRoot = o.Bool(v));
        Value("sysctl", static (o, v) => o.AddSysctl(v));

        // Chapter 9: mounts and devices
        Value("volume", static (o, v) => o.AddVolume(v));
        Value("mount", static (o, v) => o.AddMount(v));
        Value("tmpfs", static (o, v) => o.AddTmpfs(v));
        Value("volumes-from", static (o, v) => o.VolumesFrom.Add(o.Text(v)));
        Value("device", static (o, v) => o.AddDevice(v));
        Value("device-cgroup-rule", static (o, v) => o.DeviceCgroupRules.Add(o.Text(v)));
        Switch("use-api-socket", static (o, v) => o.AddApiSocket(v));

        // Chapter 10: the network
        Value("publish", static (o, v) => o.AddPort(v));
        Switch("publish-all", static (o, v) => o.PublishAll = o.Bool(v));
        Value("expose", static (o, v) => o.AddExposedPort(v));
        Value("add-host", static (o, v) => o.AddHost(v));

        // Chapter 12: environment, labels, secrets
        Value("env", static (o, v) => o.AddVariable(v));
        Value("env-file", static (o, v) => o.AddVariableFile(v));
        Switch("env-host", static (o, _) => o.EnvironmentMayHaveMore = true);
        Value("label", static (o, v) => o.AddLabel(v));
        Value("label-file", static (o, _) => o.LabelsMayHaveMore = true);
        Value("entrypoint", static (o, v) => o.SetEntrypoint(v));
        Value("workdir", static (o, v) => o.WorkingDirectory = o.Text(v));
        Value("secret", static (o, v) => o.AddSecret(v));

        // Chapter 13: how it starts, stops and is watched
        Value("restart", static (o, v) => o.SetRestart(v));
        Value("health-cmd", static (o, v) => o.SetHealthCommand(v));
        Switch("no-healthcheck", static (o, v) => o.SetNoHealthCheck(v));
        Value("log-driver", static (o, v) => o.LogDriver = o.Text(v));
        Switch("rm", static (o, v) => o.AutoRemove = o.Bool(v));
        Value("name", static (o, v) => o.Name = o.Text(v));

        Switches(
            "detach", "disable-content-trust", "init", "interactive", "quiet", "sig-proxy", "tty",
            // Podman
            "help", "http-proxy", "no-hostname", "no-hosts", "passwd", "read-only-tmpfs", "replace", "rmi", "rootfs", "tls-verify",
            "unsetenv-all", "latest");
        Values(
            "annotation", "attach", "blkio-weight", "blkio-weight-device", "cidfile", "cpu-count", "cpu-percent", "cpu-rt-period",
            "cpu-rt-runtime", "cpu-shares", "cpuset-cpus", "cpuset-mems", "detach-keys", "device-read-bps", "device-read-iops",
            "device-write-bps", "device-write-iops", "dns", "dns-opt", "dns-option", "dns-search", "domainname", "gpus", "health-interval",
            "health-retries", "health-start-interval", "health-start-period", "health-timeout", "hostname", "io-maxbandwidth", "io-maxiops",
            "ip", "ip6", "kernel-memory", "link", "link-local-ip", "log-opt", "mac-address", "memory-swap", "memory-swappiness",
            "net-alias", "network-alias", "oom-score-adj", "shm-size", "stop-signal", "stop-timeout", "storage-opt", "volume-driver",
            // Podman
            "arch", "authfile", "cert-dir", "cgroup-conf", "cgroups", "chrootdirs", "conmon-pidfile", "creds", "decryption-key", "env-merge",
            "gidmap", "group-entry", "health-log-destination", "health-max-log-count", "health-max-log-size", "health-on-failure",
            "health-startup-cmd", "health-startup-interval", "health-startup-retries", "health-startup-success", "health-startup-timeout",
            "hosts-file", "hostuser", "image-volume", "init-path", "ipam-driver", "os", "passwd-entry", "personality", "pidfile", "pod",
            "pod-id-file", "preserve-fd", "preserve-fds", "rdt-class", "requires", "retry", "retry-delay", "sdnotify", "seccomp-policy",
            "shm-size-systemd", "signature-policy", "subgidname", "subuidname", "systemd", "timeout", "tz", "umask", "unsetenv", "variant",
            // nerdctl
            "cosign-key", "ipfs-address", "label-add", "log-uri", "net-dns", "snapshotter", "verify");
        Value("uidmap", static (o, v) => o.UserNamespace = Fact.Known(NamespaceMode.Private, v.Origin));
    }

    public static RunFlag? Find(string name) => ByName.TryGetValue(name, out var flag) ? flag : null;

    public static RunFlag? Find(char name) => ShortNames.TryGetValue(name, out var full) ? ByName[full] : null;

    /// <summary>The option whose name differs least; null when none is near.</summary>
    public static RunFlag? Nearest(string name)
    {
        var (best, distance) = ((RunFlag?)null, 1 + Math.Min(2, name.Length / 3));
        foreach (var pair in ByName)
        {
            var candidate = Distance(name, pair.Key, distance);
            if (candidate < distance)
                (best, distance) = (pair.Value, candidate);
        }

        return best;
    }

    private static void Switch(string name, Action<RunOptions, RunArgument> apply) => ByName[name] = new RunFlag(name, TakesValue: false, apply);

    private static void Value(string name, Action<RunOptions, RunArgument> apply) => ByName[name] = new RunFlag(name, TakesValue: true, apply);

    private static void Alias(string name, string of) => ByName[name] = ByName[of];

    private static void Switches(params string[] names)
    {
        foreach (var name in names)
            ByName[name] = new RunFlag(name, TakesValue: false, null);
    }

    private static void Values(params string[] names)
    {
        foreach (var name in names)
            ByName[name] = new RunFlag(name, TakesValue: true, null);
    }

    // Levenshtein, given up when it reaches the limit.
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) >= limit)
            return limit;
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
