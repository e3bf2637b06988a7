using System.Globalization;

namespace ContainerSec;

/// <summary>A level of the Kubernetes Pod Security Standards at a version: which checks run, and the tables that they go by.</summary>
/// <remarks>
/// Read from the check registry of kubernetes/pod-security-admission. A version below a check's first one does not run it;
/// a version above <see cref="NewestMinor"/> is judged as that one, as the admission plug-in does.
/// </remarks>
public sealed record PodSecurityStandard
{
    /// <summary>The newest minor version of Kubernetes 1.x in which a check changed, as far as it is known here.</summary>
    public const int NewestMinor = 37;

    /// <summary>A level at a version.</summary>
    /// <param name="level">The level.</param>
    /// <param name="minor">The minor version of Kubernetes 1.x; a value above <see cref="NewestMinor"/> means that one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minor"/> is negative.</exception>
    public PodSecurityStandard(PodSecurityLevel level, int minor = NewestMinor)
    {
        if (minor < 0)
            throw new ArgumentOutOfRangeException(nameof(minor), minor, "A minor version is not negative.");
        Level = level;
        Minor = Math.Min(minor, NewestMinor);
    }

    /// <summary>The level.</summary>
    public PodSecurityLevel Level { get; }

    /// <summary>The minor version of Kubernetes 1.x that the standard is taken from; at most <see cref="NewestMinor"/>.</summary>
    public int Minor { get; }

    /// <summary>Names of the checks that run, in the order of their names. A check of restricted that replaces one of baseline stands alone.</summary>
    public IReadOnlyList<string> Checks => PodSecurityCheck.Active(this);

    /// <summary>Sysctls that baseline lets a pod set: those that the kernel keeps apart for each container or pod.</summary>
    public IReadOnlyList<string> AllowedSysctls => SafeSysctls.TakeWhile(s => s.Since <= Minor).Select(static s => s.Name).ToList();

    /// <summary>SELinux types that baseline lets a pod choose.</summary>
    public IReadOnlyList<string> AllowedSeLinuxTypes =>
        Minor >= 31
            ? ["container_t", "container_init_t", "container_kvm_t", "container_engine_t"]
            : ["container_t", "container_init_t", "container_kvm_t"];

    /// <summary>Capabilities that baseline lets a container add, in the only spelling that it takes.</summary>
    public static IReadOnlyList<string> AllowedCapabilities { get; } =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID",
        "SETPCAP", "SETUID", "SYS_CHROOT",
    ];

    /// <summary>Kinds of volumes that restricted lets a pod use.</summary>
    public static IReadOnlyList<string> AllowedVolumeTypes { get; } =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    /// <summary>Whether seccomp is read from annotations, as before it had a field.</summary>
    public bool ReadsSeccompAnnotations => Minor < 19;

    /// <summary>Whether pods for Windows need not do what Windows cannot: drop capabilities, name a seccomp profile, forbid escalation.</summary>
    public bool ExemptsWindows => Minor >= 25;

    /// <summary>Whether a pod with a user namespace of its own may run as root inside and, under baseline, unmask /proc.</summary>
    public bool RelaxesUserNamespaces => Minor >= 35;

    internal static PodSecurityStandard Newest { get; } = new(PodSecurityLevel.Restricted);

    // In the order of the versions that brought them.
    private static readonly IReadOnlyList<(int Since, string Name)> SafeSysctls =
    [
        (0, "kernel.shm_rmid_forced"), (0, "net.ipv4.ip_local_port_range"), (0, "net.ipv4.tcp_syncookies"),
        (0, "net.ipv4.ping_group_range"), (0, "net.ipv4.ip_unprivileged_port_start"),
        (27, "net.ipv4.ip_local_reserved_ports"),
        (29, "net.ipv4.tcp_keepalive_time"), (29, "net.ipv4.tcp_fin_timeout"), (29, "net.ipv4.tcp_keepalive_intvl"),
        (29, "net.ipv4.tcp_keepalive_probes"),
        (32, "net.ipv4.tcp_rmem"), (32, "net.ipv4.tcp_wmem"),
        (37, "net.ipv4.tcp_slow_start_after_idle"), (37, "net.ipv4.tcp_notsent_lowat"),
    ];

    /// <summary>Whether a check runs.</summary>
    /// <param name="check">Its name: <c>runAsNonRoot</c>.</param>
    public bool Runs(string check) => Checks.Contains(check);

    /// <summary>Reads a standard: <c>baseline@1.34</c>, <c>restricted@latest</c>, <c>restricted</c> (the newest version).</summary>
    /// <param name="text">The text; null is none.</param>
    /// <param name="standard">The standard; null when the text names none.</param>
    /// <returns>Whether the text names a standard.</returns>
    public static bool TryParse(string? text, out PodSecurityStandard? standard)
    {
        standard = null;
        var parts = (text ?? "").Split('@');
        PodSecurityLevel? level = parts[0].ToLowerInvariant() switch
        {
            "privileged" => PodSecurityLevel.Privileged,
            "baseline" => PodSecurityLevel.Baseline,
            "restricted" => PodSecurityLevel.Restricted,
            _ => null,
        };
        if (level is null || parts.Length > 2 || !TryParseMinor(parts.Length == 2 ? parts[1] : "latest", out var minor))
            return false;
        standard = new PodSecurityStandard(level.Value, minor);
        return true;
    }

    /// <summary>Whether a pod is let off what Windows cannot do. Only <c>spec.os.name</c> tells, never a node selector.</summary>
    internal Fact<bool> ExemptsAsWindows(Pod? pod) =>
        pod is null || !ExemptsWindows ? default : pod.Isolation.OperatingSystem.Select(static os => os == "windows");

    /// <summary>Whether a pod is let off because it has a user namespace of its own.</summary>
    internal Fact<bool> RelaxesFor(Pod? pod) =>
        pod is null || !RelaxesUserNamespaces ? default : pod.Isolation.User.Select(static mode => mode.Kind == NamespaceKind.Private);

    /// <summary>As profiles are named: <c>restricted@1.34</c>.</summary>
    public override string ToString() => $"{Level.ToString().ToLowerInvariant()}@1.{Minor.ToString(CultureInfo.InvariantCulture)}";

    // "1.34", "v1.34" (as namespaces are labelled) or "latest".
    private static bool TryParseMinor(string text, out int minor)
    {
        minor = NewestMinor;
        if (string.Equals(text, "latest", StringComparison.OrdinalIgnoreCase))
            return true;
        var digits = text.StartsWith("v1.", StringComparison.Ordinal) ? text.Substring(3)
            : text.StartsWith("1.", StringComparison.Ordinal) ? text.Substring(2)
            : "";
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out minor);
    }
}
