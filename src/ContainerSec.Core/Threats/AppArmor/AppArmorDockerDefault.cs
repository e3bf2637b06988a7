namespace ContainerSec.Threats;

/// <summary>The profile of containers that name none, built from what it forbids.</summary>
/// <remarks>
/// moby/profiles, apparmor/template.go; containerd and Podman keep the same rules. It allows files, capabilities, sockets and unmounting
/// in general, and takes from that what is listed here: writing to most of /proc and /sys, and mounting. What it includes (abstractions/base)
/// adds files, which it has anyway, and signals and reading that others start.
/// </remarks>
internal static class AppArmorDockerDefault
{
    private const string Name = "docker-default";

    // Nothing at all may be done with these.
    private static readonly string[] Closed =
        ["/proc/sysrq-trigger", "/proc/kcore", "/sys/firmware/**", "/sys/devices/virtual/powercap/**", "/sys/kernel/security/**"];

    // Writing only: files right below /proc, and directories there whose name is neither a number nor sys.
    private static readonly string[] UnwritableProc =
    [
        "/proc/*",
        "/proc/{[^1-9],[^1-9][^0-9],[^1-9s][^0-9y][^0-9s],[^1-9][^0-9][^0-9][^0-9/]*}/**",
        "/proc/sys/[^k]**",
        "/proc/sys/kernel/{?,??,[^s][^h][^m]**}",
    ];

    // Writing, linking, locking, executing: all of /sys but /sys/fs/cgroup.
    private static readonly string[] UnwritableSys = ["/sys/[^f]*/**", "/sys/f[^s]*/**", "/sys/fs/[^c]*/**", "/sys/fs/c[^g]*/**", "/sys/fs/cg[^r]*/**"];

    public static AppArmorProfile Create()
    {
        List<AppArmorRule> rules =
        [
            Rule(AppArmorRuleKind.Network, "network"),
            Rule(AppArmorRuleKind.Capability, "capability"),
            Rule(AppArmorRuleKind.File, "file") with { Permissions = "rwalkmx" },
            Rule(AppArmorRuleKind.Unmount, "umount"),
            Rule(AppArmorRuleKind.Mount, "deny mount") with { IsDeny = true },
            Peer(AppArmorRuleKind.Ptrace, "ptrace", ["trace", "read", "tracedby", "readby"], Name),
            Peer(AppArmorRuleKind.Signal, "signal", ["send", "receive"], Name),
        ];
        rules.AddRange(((string[])["unconfined", "runc", "crun"]).Select(static peer => Peer(AppArmorRuleKind.Signal, "signal", ["receive"], peer)));
        rules.AddRange(Closed.Select(static path => Deny(path, "rwklx")));
        rules.AddRange(UnwritableProc.Select(static path => Deny(path, "w")));
        rules.AddRange(UnwritableSys.Select(static path => Deny(path, "wklx")));
        return new AppArmorProfile(
            Name, null, ["attach_disconnected", "mediate_deleted"], rules, [], [])
        {
            Origin = Source,
        };
    }

    private static EngineDefaultProvenance Source => new("Docker", "moby/profiles, apparmor/template.go");

    private static AppArmorRule Rule(AppArmorRuleKind kind, string text) => new() { Kind = kind, Text = text, Origin = Source };

    private static AppArmorRule Peer(AppArmorRuleKind kind, string keyword, string[] words, string peer) =>
        Rule(kind, $"{keyword} ({string.Join(", ", words)}) peer={peer}") with
        {
            Words = words,
            Conditions = new Dictionary<string, IReadOnlyList<string>> { ["peer"] = [peer] },
        };

    private static AppArmorRule Deny(string path, string permissions)
    {
        AppArmorGlob.TryCompile(path, [path], out var glob, out _);
        return Rule(AppArmorRuleKind.File, $"deny {path} {permissions}") with { IsDeny = true, Path = glob, Permissions = permissions };
    }
}
