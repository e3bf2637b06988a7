namespace ContainerSec;

/// <summary>What a container shares with the host and with other containers.</summary>
public sealed record Isolation
{
    /// <summary>Nothing was said.</summary>
    public static Isolation Unset { get; } = new();

    /// <summary>The network namespace.</summary>
    public Fact<NamespaceMode> Network { get; init; }

    /// <summary>The process-id namespace.</summary>
    public Fact<NamespaceMode> Pid { get; init; }

    /// <summary>The namespace of System V IPC and POSIX message queues.</summary>
    public Fact<NamespaceMode> Ipc { get; init; }

    /// <summary>The namespace of host and domain name.</summary>
    public Fact<NamespaceMode> Uts { get; init; }

    /// <summary>The user namespace: <see cref="NamespaceKind.Host"/> means that uid 0 inside is uid 0 outside.</summary>
    public Fact<NamespaceMode> User { get; init; }

    /// <summary>The control-group namespace.</summary>
    public Fact<NamespaceMode> Cgroup { get; init; }

    /// <summary>Kubernetes <c>shareProcessNamespace</c>: the pod's containers see each other's processes.</summary>
    public Fact<bool> ShareProcessNamespace { get; init; }

    /// <summary>The OCI runtime or Kubernetes runtime class, when not the default.</summary>
    public Fact<string> Runtime { get; init; }

    /// <summary>The isolation technology of Windows containers: <c>process</c>, <c>hyperv</c>, <c>default</c>.</summary>
    public Fact<string> WindowsIsolation { get; init; }

    /// <summary>A Windows HostProcess container.</summary>
    public Fact<bool> HostProcess { get; init; }

    /// <summary>The operating system of the container, in lower case: <c>linux</c>, <c>windows</c>.</summary>
    public Fact<string> OperatingSystem { get; init; }
}
