namespace ContainerSec;

/// <summary>Who a container's process is and what it may do.</summary>
public sealed record Privileges
{
    /// <summary>Nothing was said.</summary>
    public static Privileges Unset { get; } = new();

    /// <summary>Privileged mode: all capabilities, all devices, no confinement.</summary>
    public Fact<bool> Privileged { get; init; }

    /// <summary>The user that the process runs as: a name or a number.</summary>
    public Fact<Principal> User { get; init; }

    /// <summary>The primary group.</summary>
    public Fact<Principal> Group { get; init; }

    /// <summary>Kubernetes <c>runAsNonRoot</c>: the kubelet refuses to start the container as uid 0.</summary>
    public Fact<bool> RunAsNonRoot { get; init; }

    /// <summary>Groups besides the primary one.</summary>
    public FactList<Principal> SupplementaryGroups { get; init; } = FactList<Principal>.Unset;

    /// <summary>Kubernetes <c>fsGroup</c>: the group that owns mounted volumes.</summary>
    public Fact<Principal> FileSystemGroup { get; init; }

    /// <summary>Capabilities added to the engine's default set, each as written.</summary>
    public FactList<string> CapabilitiesAdded { get; init; } = FactList<string>.Unset;

    /// <summary>Capabilities dropped, each as written.</summary>
    public FactList<string> CapabilitiesDropped { get; init; } = FactList<string>.Unset;

    /// <summary>The no_new_privs flag: execve(2) gains nothing from setuid files and file capabilities. Kubernetes says it inverted, as <c>allowPrivilegeEscalation</c>.</summary>
    public Fact<bool> NoNewPrivileges { get; init; }
}
