namespace ContainerSec;

/// <summary>One mount.</summary>
public sealed record Mount
{
    /// <summary>What is mounted.</summary>
    public MountKind Kind { get; init; }

    /// <summary>The host path of a bind mount, the name of a volume, the reference of an image; null for a new, empty one.</summary>
    public Fact<string> Source { get; init; }

    /// <summary>The path inside the container.</summary>
    public Fact<string> Target { get; init; }

    /// <summary>Whether the container cannot write to it; unset means writable.</summary>
    public Fact<bool> ReadOnly { get; init; }

    /// <summary>How mounts below it travel, mount_namespaces(7), in Docker's words: <c>rprivate</c>, <c>rslave</c>, <c>rshared</c>, <c>private</c>, <c>slave</c>, <c>shared</c>.</summary>
    public Fact<string> Propagation { get; init; }

    /// <summary>Permission bits that files get, as a number (0777 is 511).</summary>
    public Fact<int> Mode { get; init; }

    /// <summary>Whether it is a bind mount of the host.</summary>
    public bool IsBind => Kind is MountKind.Bind;
}
