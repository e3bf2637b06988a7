namespace ContainerSec.Rules;

/// <summary>CSEC0906: a device is in the container through which the host's memory or disks can be read.</summary>
/// <remarks>Devices with a harmless purpose (graphics, sound, serial lines, tunnels) are not condemned.</remarks>
internal sealed class HostDeviceExposed : Rule, IJudge<Workload>, IJudge<VolumeDefinition>
{
    // Names under /dev of block devices, Linux' devices.txt; what follows the prefix is a letter or number of the disk.
    private static readonly string[] Disks =
        ["sd", "hd", "vd", "xvd", "nvme", "mmcblk", "md", "dm-", "loop", "sr", "nbd", "rbd", "zd", "bcache", "pmem"];

    private static readonly string[] DiskFolders = ["mapper", "disk", "block", "md"];

    private static readonly string[] Memory = ["mem", "kmem", "port"];

    public override RuleInfo Info { get; } = new("CSEC0906", "Host device exposed", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "A raw disk or the host's memory bypasses every file permission: the intruder reads and changes the whole host below the file system.",
        Fix = "Remove the device; pass through only the one device that the program needs, with the permissions that it needs.",
        Mappings =
        [
            Mapping.CisDocker("5.18"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"),
            Mapping.Attack("T1611"), Mapping.Cwe(668),
        ],
        References = ["mem(4)", "sd(4)", "Linux kernel documentation, \"Linux allocated devices\""],
        Precedes = ["CSEC0905", "CSEC0912"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  backup:\n    image: contoso/backup:1.4\n    devices:\n      - /dev/sda:/dev/sda\n"),
            Example.Good(Surface.Compose, "services:\n  meter:\n    image: contoso/meter:1.4\n    devices:\n      - /dev/ttyUSB0:/dev/ttyUSB0:rw\n"),
            Example.Bad(Surface.DockerRun, "docker run --device /dev/mem contoso/probe:1.4\n"),
            Example.Good(Surface.DockerRun, "docker run --device /dev/snd contoso/player:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        var storage = subject.Storage;
        context.JudgeEach(storage.Devices, static d => Purpose(d.HostPath) is not null, static d => $"gets the host device '{d.HostPath}': {Purpose(d.HostPath)}");
        context.JudgeEach(storage.DeviceCgroupRules, static r => AdmitsDisks(r), static r => $"may use every device of '{r}', the host's disks among them");
        foreach (var mount in storage.HostMounts)
        {
            // The directory /dev itself is a sensitive path: CSEC0903.
            if (mount.Is(static m => m.Source.Is(static s => s.TrimEnd('/') != "/dev")))
                context.Judge(mount.Value!.Source, static s => Purpose(s) is not null, static s => $"mounts the host device '{s}': {Purpose(s)}");
        }
    }

    public void Check(VolumeDefinition subject, RuleContext context)
    {
        if (subject.IsBind.Is(false) || subject.IsBind.IsUnset)
            context.Judge(subject.Device, static d => Purpose(d) is not null, static d => $"mounts the host device '{d}': {Purpose(d)}");
    }

    private static string? Purpose(string path)
    {
        if (HostPath.Parse(path) is not { Root: "/" } device || device.Segments.Count == 0 || device.Segments[0] != "dev")
            return null;
        if (device.Segments.Count == 1)
            return "all of them";
        var name = device.Segments[1];
        if (device.Segments.Count == 2 && Memory.Contains(name))
            return "its memory";
        var isDisk = device.Segments.Count == 2 ? Disks.Any(prefix => IsNumbered(name, prefix)) || DiskFolders.Contains(name) : DiskFolders.Contains(name);
        return isDisk ? "a disk" : null;
    }

    // sda, sda1, nvme0n1, dm-0: short names of one letter or digits, so that snd and mdev are none.
    private static bool IsNumbered(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length
        && (IsDigit(name[prefix.Length]) || (prefix is "sd" or "hd" or "vd" or "xvd" && name.Skip(prefix.Length).SkipWhile(static c => c is >= 'a' and <= 'z').All(IsDigit) && name != "snd"));

    // "b 8:* rwm" is about block devices, "a" about all; c 1:1 and c 1:2 are mem and kmem, c 1:4 is port.
    private static bool AdmitsDisks(string rule)
    {
        var parts = rule.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 && (parts[0] is "a" or "b" || (parts[0] == "c" && parts.Length > 1 && parts[1] is "*:*" or "1:*" or "1:1" or "1:2" or "1:4"));
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
