using ContainerSec.Secrets;

namespace ContainerSec.Threats;

/// <summary>What of the host's files reaches the container.</summary>
internal sealed partial class Foothold
{
    /// <summary>Paths of the host that are mounted and known, each with the mount.</summary>
    public IReadOnlyList<(Mount Mount, string Path, Provenance? Origin)> HostPaths => field ??=
    [
        .. Workload.Storage.Mounts
            .Where(static m => m is { IsKnown: true, Value.Kind: MountKind.Bind or MountKind.NamedPipe, Value.Source.IsKnown: true })
            .Select(static m => (m.Value!, m.Value!.Source.Value!, m.Value!.Source.Origin ?? m.Origin)),
    ];

    /// <summary>Whether paths of the host may be mounted that are not known.</summary>
    public Condition UnknownHostPath => field ??= Workload.Storage.Mounts.HasUnknown
        ? Condition.Maybe(new Evidence("which paths of the host are mounted", Workload.Storage.Mounts.FirstOrDefault(static m => m.IsUnknown).Origin ?? Workload.Storage.Mounts.Origin))
        : Workload.Storage.HostMounts.FirstOrDefault(static m => m is { IsKnown: true, Value.Kind: MountKind.Bind, Value.Source.IsUnknown: true }) is { IsKnown: true } mount
            ? Condition.Maybe(new Evidence("which path of the host is mounted", mount.Value!.Source.Origin ?? mount.Origin))
            : Condition.No(new Evidence("every mount is known"));

    /// <summary>Whether a path of the host, or what lies above it, is mounted so that it can be written to.</summary>
    /// <param name="path">The path: <c>/proc/sys</c>.</param>
    public Condition MountsWritable(string path) => Mounts(path, writable: true);

    /// <summary>Whether a path of the host, or what lies above it, is mounted.</summary>
    /// <param name="path">The path.</param>
    public Condition Mounts(string path) => Mounts(path, writable: false);

    /// <summary>Mounts of paths that hold much, by what they give.</summary>
    /// <param name="minimum">The least risk.</param>
    /// <param name="writing">Whether what writing gives is asked for; then read-only mounts do not count.</param>
    public Condition MountsSensitive(HostPathRisk minimum, bool writing)
    {
        var found = Condition.No(new Evidence(writing ? "no path that rules the host is mounted writable" : "no path with secrets of the host is mounted"));
        foreach (var (mount, path, origin) in HostPaths)
        {
            if (EngineSockets.Find(path) is not null)
                continue;
            if (SensitiveHostPaths.Find(path, readOnly: !writing) is { } entry && entry.Risk(readOnly: !writing) >= minimum)
                found |= writing ? Writable(mount, path, origin, $"mounts '{path}' writable: {entry.Gain}") : Condition.Yes(new Evidence($"mounts '{path}': {entry.Gain}", origin), Unmount(path, origin));
        }

        return found | UnknownHostPath;
    }

    /// <summary>The socket of an engine that is mounted. A read-only mount changes nothing: whoever may connect may write.</summary>
    /// <param name="rootless">Whether sockets of rootless engines are asked for, or those of engines that run as root.</param>
    public Condition MountsEngineSocket(bool rootless)
    {
        var found = Condition.No(new Evidence("no socket of an engine is mounted"));
        foreach (var (_, path, origin) in HostPaths)
        {
            if (EngineSockets.Find(path) is not { } socket || IsRootless(path) != rootless)
                continue;
            found |= Condition.Yes(new Evidence($"mounts the {socket.Engine} socket '{path}'", origin), Unmount(path, origin));
        }

        return rootless ? found : found | UnknownHostPath;
    }

    /// <summary>Disks and memory of the host that the container may open as devices.</summary>
    public Condition HasDisk => field ??= FindDisk();

    /// <summary>The host's memory as a device.</summary>
    public Condition HasMemoryDevice => field ??= FindMemory();

    /// <summary>Whether it is told of an engine that answers over the network without TLS.</summary>
    public Condition EngineByNetwork => field ??= FindEngineByNetwork();

    // DOCKER_HOST=tcp://docker:2375: 2376 is the port with TLS, and DOCKER_TLS_VERIFY asks for it.
    private Condition FindEngineByNetwork()
    {
        foreach (var variable in Workload.Configuration.Environment)
        {
            if (variable.Value is not { Name: "DOCKER_HOST" or "CONTAINER_HOST" } host)
                continue;
            if (host.Value.IsUnknown)
                return Condition.Maybe(new Evidence($"which engine '{host.Name}' names", host.Value.Origin ?? variable.Origin));
            if (host.Value.Is(static v => v.StartsWith("tcp://", StringComparison.Ordinal) && !v.EndsWith(":2376", StringComparison.Ordinal))
                && !Workload.Configuration.Environment.AnyKnown(static v => v.Name == "DOCKER_TLS_VERIFY" && !v.Value.Is("")))
            {
                var address = SecretMask.Of(host.Value.Value!);
                var place = host.Value.Origin ?? variable.Origin;
                // 2375 is the port without TLS, and the one that is meant where none is named; what others are nobody knows.
                return host.Value.Value!.EndsWith(":2375", StringComparison.Ordinal) || host.Value.Value!.IndexOf(':', "tcp://".Length) < 0
                    ? Condition.Yes(new Evidence($"is told of an engine without TLS: '{address}'", place), Change(Controls.Authenticate, place))
                    : Condition.Maybe(new Evidence($"whether the engine at '{address}' asks for TLS", place), Change(Controls.Authenticate, place));
            }
        }

        return Condition.No(new Evidence("it is told of no engine without TLS"));
    }

    private Condition FindDisk()
    {
        var found = Privileged.IsNo
            ? Condition.No(new Evidence("the engine's list of devices holds no disk", new EngineDefaultProvenance(Workload.Engine.Name, Workload.Engine.DefaultsSource)))
            : Privileged;
        foreach (var device in Workload.Storage.Devices)
        {
            if (device.Is(static d => HostDevices.PurposeOf(d.HostPath) is not null))
                found |= Condition.Yes(new Evidence($"gets the host device '{device.Value.HostPath}': {HostDevices.PurposeOf(device.Value.HostPath)}", device.Origin), RemoveDevice(device.Value.HostPath, device.Origin));
            else if (device.IsUnknown)
                found |= Condition.Maybe(new Evidence("which device of the host it gets", device.Origin));
        }

        foreach (var rule in Workload.Storage.DeviceCgroupRules)
        {
            if (rule.Is(HostDevices.AdmitsDisks))
                found |= Condition.Yes(new Evidence($"may use every device of '{rule.Value}'", rule.Origin), RemoveDevice(rule.Value!, rule.Origin));
        }

        return found;
    }

    private Condition FindMemory()
    {
        var found = Privileged;
        foreach (var device in Workload.Storage.Devices)
        {
            if (device.Is(static d => d.HostPath is "/dev/mem" or "/dev/kmem" or "/dev/port"))
                found |= Condition.Yes(new Evidence($"gets the host device '{device.Value.HostPath}'", device.Origin), RemoveDevice(device.Value.HostPath, device.Origin));
        }

        return found;
    }

    private Condition Mounts(string path, bool writable)
    {
        var wanted = HostPath.Parse(path)!;
        var found = Condition.No(new Evidence($"{path} of the host is not mounted{(writable ? " writable" : "")}"));
        foreach (var (mount, source, origin) in HostPaths)
        {
            if (HostPath.Parse(source) is not { } location || !(wanted.IsAtOrBelow(location) || location.IsAtOrBelow(wanted)))
                continue;
            found |= writable ? Writable(mount, source, origin, $"mounts '{source}' writable") : Condition.Yes(new Evidence($"mounts '{source}'", origin), Unmount(source, origin));
        }

        return found;
    }

    private Condition Writable(Mount mount, string path, Provenance? origin, string yes) =>
        mount.ReadOnly.Is(true) ? Condition.No(new Evidence($"mounts '{path}' read-only", mount.ReadOnly.Origin ?? origin))
        : mount.ReadOnly.IsUnknown ? Condition.Maybe(new Evidence($"whether '{path}' is mounted read-only", mount.ReadOnly.Origin ?? origin), Unmount(path, origin), MountReadOnly(path, origin))
        : Condition.Yes(new Evidence(yes, origin), Unmount(path, origin), MountReadOnly(path, origin));

    private static bool IsRootless(string path) => path.Contains("/run/user/", StringComparison.Ordinal);
}
