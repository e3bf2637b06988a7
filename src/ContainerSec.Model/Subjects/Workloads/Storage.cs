namespace ContainerSec;

/// <summary>What is mounted into a container and which devices it sees.</summary>
public sealed record Storage
{
    /// <summary>Nothing was said.</summary>
    public static Storage Unset { get; } = new();

    /// <summary>Mounts of every kind, bind mounts among them.</summary>
    public FactList<Mount> Mounts { get; init; } = FactList<Mount>.Unset;

    /// <summary>Devices of the host.</summary>
    public FactList<Device> Devices { get; init; } = FactList<Device>.Unset;

    /// <summary>Device control-group rules as written: <c>c 1:3 mr</c>.</summary>
    public FactList<string> DeviceCgroupRules { get; init; } = FactList<string>.Unset;

    /// <summary>Containers or services whose mounts are taken over.</summary>
    public FactList<string> VolumesFrom { get; init; } = FactList<string>.Unset;

    /// <summary>The mounts of paths and pipes of the host; those that are unknown are among them, since they may be.</summary>
    public IEnumerable<Fact<Mount>> HostMounts => Mounts.Where(static m => !m.IsKnown || m.Value!.Kind is MountKind.Bind or MountKind.NamedPipe);
}
