namespace ContainerSec.Rules;

/// <summary>CSEC0906: a device is in the container through which the host's memory or disks can be read.</summary>
/// <remarks>Devices with a harmless purpose (graphics, sound, serial lines, tunnels) are not condemned.</remarks>
internal sealed class HostDeviceExposed : Rule, IJudge<Workload>, IJudge<VolumeDefinition>
{
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
        context.JudgeEach(storage.Devices, static d => HostDevices.PurposeOf(d.HostPath) is not null, static d => $"gets the host device '{d.HostPath}': {HostDevices.PurposeOf(d.HostPath)}");
        context.JudgeEach(storage.DeviceCgroupRules, static r => HostDevices.AdmitsDisks(r), static r => $"may use every device of '{r}', the host's disks among them");
        foreach (var mount in storage.HostMounts)
        {
            // The directory /dev itself is a sensitive path: CSEC0903.
            if (mount.Is(static m => m.Source.Is(static s => s.TrimEnd('/') != "/dev")))
                context.Judge(mount.Value!.Source, static s => HostDevices.PurposeOf(s) is not null, static s => $"mounts the host device '{s}': {HostDevices.PurposeOf(s)}");
        }
    }

    public void Check(VolumeDefinition subject, RuleContext context)
    {
        if (subject.IsBind.Is(false) || subject.IsBind.IsUnset)
            context.Judge(subject.Device, static d => HostDevices.PurposeOf(d) is not null, static d => $"mounts the host device '{d}': {HostDevices.PurposeOf(d)}");
    }
}
