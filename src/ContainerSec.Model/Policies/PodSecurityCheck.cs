namespace ContainerSec;

/// <summary>A check of the Pod Security Standards: when it runs, and which weaker twin of baseline it replaces.</summary>
internal sealed record PodSecurityCheck(string Name, PodSecurityLevel Level, int FirstMinor = 0, string? Replaces = null)
{
    public static IReadOnlyList<PodSecurityCheck> All { get; } =
    [
        new("allowPrivilegeEscalation", PodSecurityLevel.Restricted, 8),
        new("appArmorProfile", PodSecurityLevel.Baseline),
        new("capabilities_baseline", PodSecurityLevel.Baseline),
        new("capabilities_restricted", PodSecurityLevel.Restricted, 22, "capabilities_baseline"),
        new("hostNamespaces", PodSecurityLevel.Baseline),
        new("hostPathVolumes", PodSecurityLevel.Baseline),
        new("hostPorts", PodSecurityLevel.Baseline),
        new("hostProbesAndHostLifecycle", PodSecurityLevel.Baseline, 34),
        new("privileged", PodSecurityLevel.Baseline),
        new("procMount", PodSecurityLevel.Baseline),
        new("procMount_restricted", PodSecurityLevel.Restricted, 35, "procMount"),
        new("restrictedVolumes", PodSecurityLevel.Restricted, 0, "hostPathVolumes"),
        new("runAsNonRoot", PodSecurityLevel.Restricted),
        new("runAsUser", PodSecurityLevel.Restricted, 23),
        new("seLinuxOptions", PodSecurityLevel.Baseline),
        new("seccompProfile_baseline", PodSecurityLevel.Baseline),
        new("seccompProfile_restricted", PodSecurityLevel.Restricted, 19, "seccompProfile_baseline"),
        new("sysctls", PodSecurityLevel.Baseline),
        new("windowsHostProcess", PodSecurityLevel.Baseline),
    ];

    // Rules ask for each pod what runs: the answer is made once for each of the few standards.
    private static readonly IReadOnlyList<string>[][] ActiveByStandard =
    [
        .. new[] { PodSecurityLevel.Privileged, PodSecurityLevel.Baseline, PodSecurityLevel.Restricted }
            .Select(static level => Enumerable.Range(0, PodSecurityStandard.NewestMinor + 1).Select(minor => Select(level, minor)).ToArray()),
    ];

    /// <summary>The names of the checks that a standard runs.</summary>
    public static IReadOnlyList<string> Active(PodSecurityStandard standard) => ActiveByStandard[(int)standard.Level][standard.Minor];

    private static IReadOnlyList<string> Select(PodSecurityLevel level, int minor)
    {
        var running = level == PodSecurityLevel.Privileged ? [] : All.Where(c => c.Level <= level && c.FirstMinor <= minor).ToList();
        return running.Where(c => !running.Any(other => other.Replaces == c.Name)).Select(static c => c.Name).ToList();
    }
}
