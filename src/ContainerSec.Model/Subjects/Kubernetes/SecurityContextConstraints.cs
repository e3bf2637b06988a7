namespace ContainerSec;

/// <summary>An OpenShift SecurityContextConstraints, or the PodSecurityPolicy of old clusters: what pods are admitted to ask for.</summary>
public sealed record SecurityContextConstraints : KubernetesObject
{
    /// <summary>Whether privileged containers are admitted.</summary>
    public Fact<bool> AllowPrivileged { get; init; }

    /// <summary>Whether the host's network is admitted.</summary>
    public Fact<bool> AllowHostNetwork { get; init; }

    /// <summary>Whether the host's process ids are admitted.</summary>
    public Fact<bool> AllowHostPid { get; init; }

    /// <summary>Whether the host's IPC is admitted.</summary>
    public Fact<bool> AllowHostIpc { get; init; }

    /// <summary>Capabilities that may be added.</summary>
    public FactList<string> AllowedCapabilities { get; init; } = FactList<string>.Unset;
}
