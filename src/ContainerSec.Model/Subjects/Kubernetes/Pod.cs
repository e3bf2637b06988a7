namespace ContainerSec;

/// <summary>A Kubernetes pod, or the template of a controller: what the pod itself says, before it is merged into its containers.</summary>
public sealed record Pod : Subject
{
    /// <summary>Where it was written.</summary>
    public Surface Surface { get; init; } = Surface.Kubernetes;

    /// <summary>The engine that will run it.</summary>
    public EngineProfile Engine { get; init; } = EngineProfile.Containerd;

    /// <summary>API group and version of the object that it was written in, whose kind is <see cref="Subject.Kind"/>: <c>apps/v1</c> of a Deployment.</summary>
    public Fact<string> ApiVersion { get; init; }

    /// <summary>The namespace as written; unset means the one that it is applied to.</summary>
    public Fact<string> Namespace { get; init; }

    /// <summary>Labels of the pod (of the template, not of its controller).</summary>
    public FactList<Label> Labels { get; init; } = FactList<Label>.Unset;

    /// <summary>Annotations of the pod (of the template, not of its controller).</summary>
    public FactList<Label> Annotations { get; init; } = FactList<Label>.Unset;

    /// <summary>Users and groups as the pod's security context says them.</summary>
    public Privileges Privileges { get; init; } = Privileges.Unset;

    /// <summary>Namespaces, runtime class, operating system.</summary>
    public Isolation Isolation { get; init; } = Isolation.Unset;

    /// <summary>Profiles and sysctls as the pod's security context says them.</summary>
    public Confinement Confinement { get; init; } = Confinement.Unset;

    /// <summary>Volumes, mounted or not.</summary>
    public FactList<PodVolume> Volumes { get; init; } = FactList<PodVolume>.Unset;

    /// <summary>The service account and its token.</summary>
    public Identity Identity { get; init; } = Identity.Unset;

    /// <summary>The security context as a whole; unset when nobody wrote one.</summary>
    public Fact<string> SecurityContext { get; init; }

    /// <summary>The names of its containers, all roles, in the order of writing.</summary>
    public IReadOnlyList<string> Containers { get; init; } = [];

    /// <summary>Whether the pod's operating system is known to be Windows.</summary>
    public bool IsWindows => Isolation.OperatingSystem.Is("windows");
}
