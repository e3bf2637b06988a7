namespace ContainerSec.Threats;

/// <summary>A path of the kernel's file systems that engines hide from containers or make read-only, and why.</summary>
/// <param name="Path">The path.</param>
/// <param name="IsReadOnly">Whether it is made read-only; else it is hidden.</param>
/// <param name="Why">What a container could do with it.</param>
public sealed record MaskedPathInfo(string Path, bool IsReadOnly, string Why)
{
    // Those that no engine leaves open. /proc/interrupts and the likes are side channels that only Docker hides.
    internal static readonly string[] Essential = ["/proc/kcore", "/proc/keys", "/proc/scsi", "/sys/firmware"];

    /// <summary>Where the lists are written.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["moby daemon/pkg/oci/defaults.go", "containerd pkg/oci/spec.go", "OCI runtime-spec, maskedPaths and readonlyPaths"];

    /// <summary>What takes the cover away.</summary>
    public static IReadOnlyList<string> SwitchedOffBy { get; } =
    [
        "docker run --privileged", "docker run --security-opt systempaths=unconfined", "podman run --security-opt unmask=ALL",
        "empty MaskedPaths and ReadonlyPaths of the engine's API", "Kubernetes procMount: Unmasked", "Kubernetes privileged: true",
    ];

    /// <summary>Every path.</summary>
    public static IReadOnlyList<MaskedPathInfo> All { get; } =
    [
        new("/proc/acpi", false, "the hardware's power states can be changed"),
        new("/proc/asound", false, "the sound hardware tells what the host does"),
        new("/proc/interrupts", false, "counts of interrupts are a side channel"),
        new("/proc/kcore", false, "the kernel's memory as a file"),
        new("/proc/keys", false, "keys of the kernel, those of other containers among them"),
        new("/proc/latency_stats", false, "timing of the kernel's inner work"),
        new("/proc/sched_debug", false, "every process of the host"),
        new("/proc/scsi", false, "disks can be removed"),
        new("/proc/timer_list", false, "processes of the host and their timers"),
        new("/proc/timer_stats", false, "processes of the host and their timers"),
        new("/sys/devices/virtual/powercap", false, "power readings are a side channel that tells keys"),
        new("/sys/firmware", false, "tables and keys of the firmware"),
        new("/sys/devices/system/cpu/cpuN/thermal_throttle", false, "throttling is a side channel"),
        new("/proc/bus", true, "configuration space of PCI and USB devices"),
        new("/proc/fs", true, "settings of file systems"),
        new("/proc/irq", true, "which processor handles which interrupt"),
        new("/proc/sys", true, "settings of the kernel, such as the program that it runs on a crash (core_pattern)"),
        new("/proc/sysrq-trigger", true, "the host can be restarted or crashed"),
    ];
}
