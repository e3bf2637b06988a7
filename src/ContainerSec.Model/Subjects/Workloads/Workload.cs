namespace ContainerSec;

/// <summary>One container as it will run. Its facts are grouped as the field's chapters are.</summary>
/// <remarks>In Kubernetes, facts of the pod that apply to the container are already merged in, as the kubelet does it; what the pod itself says is in <see cref="Pod"/>.</remarks>
public sealed record Workload : Subject
{
    /// <summary>Where it was written.</summary>
    public Surface Surface { get; init; }

    /// <summary>The engine that will run it, with its defaults and merge rules.</summary>
    public EngineProfile Engine { get; init; } = EngineProfile.Docker;

    /// <summary>Its part in the pod; <see cref="ContainerRole.Main"/> outside of Kubernetes.</summary>
    public ContainerRole Role { get; init; }

    /// <summary>The pod that it is part of; null outside of Kubernetes.</summary>
    public Pod? Pod { get; init; }

    /// <summary>Users, groups and capabilities (chapter 2).</summary>
    public Privileges Privileges { get; init; } = Privileges.Unset;

    /// <summary>Limits and requests (chapter 3).</summary>
    public Resources Resources { get; init; } = Resources.Unset;

    /// <summary>Namespaces, runtime, sandbox (chapters 4 and 5).</summary>
    public Isolation Isolation { get; init; } = Isolation.Unset;

    /// <summary>The image that it runs (chapters 6 and 7).</summary>
    public WorkloadImage Image { get; init; } = WorkloadImage.Unset;

    /// <summary>seccomp, AppArmor, SELinux, masked paths, sysctls, root file system (chapter 8).</summary>
    public Confinement Confinement { get; init; } = Confinement.Unset;

    /// <summary>Mounts and devices (chapter 9).</summary>
    public Storage Storage { get; init; } = Storage.Unset;

    /// <summary>Ports, networks, host names (chapter 10).</summary>
    public WorkloadNetwork Network { get; init; } = WorkloadNetwork.Unset;

    /// <summary>Environment, command, labels, secrets (chapter 12).</summary>
    public Configuration Configuration { get; init; } = Configuration.Unset;

    /// <summary>Restart, health, logging (chapter 13).</summary>
    public Lifecycle Lifecycle { get; init; } = Lifecycle.Unset;

    /// <summary>The service account and its token (chapter 14).</summary>
    public Identity Identity { get; init; } = Identity.Unset;

    /// <summary>Values of the container that come from outside of the program, unchecked.</summary>
    public FactList<UntrustedInput> UntrustedInputs { get; init; } = FactList<UntrustedInput>.Unset;

    /// <summary>What the container itself says about users, groups and capabilities, before the pod's words are merged in; the same as <see cref="Privileges"/> outside of Kubernetes.</summary>
    public Privileges OwnPrivileges { get => field ?? Privileges; init; }

    /// <summary>What the container itself says about <see cref="Isolation"/>, before the pod's words are merged in; the same outside of Kubernetes.</summary>
    public Isolation OwnIsolation { get => field ?? Isolation; init; }

    /// <summary>What the container itself says about <see cref="Confinement"/>, before the pod's words are merged in; the same outside of Kubernetes.</summary>
    public Confinement OwnConfinement { get => field ?? Confinement; init; }

    /// <summary>Whether the container's operating system is known to be Windows.</summary>
    public bool IsWindows => Isolation.OperatingSystem.Is(static os => string.Equals(os, "windows", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the format can say everything about a container, so that what is missing was left to the engine; others say only what differs from defaults that are set elsewhere.</summary>
    internal bool IsWholeStatement =>
        IsComplete
        && Surface is Surface.Object or Surface.Compose or Surface.Kubernetes or Surface.DockerRun or Surface.DockerInspect or Surface.RuntimeSpec
            or Surface.DockerDotNet or Surface.KubernetesClient;

    internal override bool IsComplete => base.IsComplete && Pod is not { IsPartial: true };

    /// <inheritdoc/>
    public override string Description => Pod is null ? base.Description : $"{base.Description} of {Pod.Description}";
}
