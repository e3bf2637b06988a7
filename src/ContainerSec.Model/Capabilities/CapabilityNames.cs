namespace ContainerSec;

/// <summary>The names of capabilities, by number.</summary>
internal static class CapabilityNames
{
    private static readonly string[] Names =
    [
        "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
        "LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER",
        "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE",
        "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP",
        "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF",
        "CHECKPOINT_RESTORE",
    ];

    private static readonly Dictionary<string, Capability> ByName =
        Enumerable.Range(0, Names.Length).ToDictionary(static i => Names[i], static i => (Capability)i, StringComparer.OrdinalIgnoreCase);

    /// <summary>How many capabilities are known.</summary>
    public static int Count => Names.Length;

    /// <summary>The name without prefix; of a newer kernel's capability its number.</summary>
    public static string Of(Capability capability) =>
        (int)capability < Names.Length ? Names[(int)capability] : ((int)capability).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Finds a capability by its name, with or without <c>CAP_</c>, in any case.</summary>
    public static bool TryParse(string? name, out Capability capability)
    {
        capability = default;
        return name is not null && ByName.TryGetValue(WithoutPrefix(name), out capability);
    }

    /// <summary>The name without <c>CAP_</c>, in the case it was written in.</summary>
    public static string WithoutPrefix(string name) => name.StartsWith("CAP_", StringComparison.OrdinalIgnoreCase) ? name.Substring(4) : name;

    /// <summary>Whether it is the magic word for every capability.</summary>
    public static bool IsAll(string name) => string.Equals(WithoutPrefix(name), "ALL", StringComparison.OrdinalIgnoreCase);
}
