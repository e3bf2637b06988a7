namespace ContainerSec;

/// <summary>Things that belong together and refer to each other: what one directory, one cluster or one program deploys.</summary>
public sealed record Deployment
{
    /// <summary>Containers as they will run.</summary>
    public IReadOnlyList<Workload> Workloads { get; init; } = [];

    /// <summary>Kubernetes pods, each with its containers among <see cref="Workloads"/>.</summary>
    public IReadOnlyList<Pod> Pods { get; init; } = [];

    /// <summary>Images as their configuration describes them: the last stage of a Dockerfile, container properties of a project.</summary>
    public IReadOnlyList<ImageConfig> Images { get; init; } = [];

    /// <summary>Dockerfiles with their stages and instructions.</summary>
    public IReadOnlyList<Dockerfile> Dockerfiles { get; init; } = [];

    /// <summary>Build sections: how an image is built from a context.</summary>
    public IReadOnlyList<ImageBuild> Builds { get; init; } = [];

    /// <summary>Networks that are declared.</summary>
    public IReadOnlyList<NetworkDefinition> Networks { get; init; } = [];

    /// <summary>Volumes that are declared.</summary>
    public IReadOnlyList<VolumeDefinition> Volumes { get; init; } = [];

    /// <summary>Secrets and configs that are declared outside of a cluster.</summary>
    public IReadOnlyList<SecretDefinition> Secrets { get; init; } = [];

    /// <summary>Parameters of an application model.</summary>
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>Kubernetes objects, each of its own type where rules need one; pods and their controllers among them, for what is true of every object.</summary>
    public IReadOnlyList<KubernetesObject> Objects { get; init; } = [];

    /// <summary>Engines and their settings.</summary>
    public IReadOnlyList<EngineHost> Hosts { get; init; } = [];

    /// <summary>Connections of a program to engines and clusters.</summary>
    public IReadOnlyList<EngineClient> Clients { get; init; } = [];

    /// <summary>Credentials of a program for image registries.</summary>
    public IReadOnlyList<RegistryLogin> RegistryLogins { get; init; } = [];

    /// <summary>What removes the containers of tests.</summary>
    public IReadOnlyList<ResourceReaper> Reapers { get; init; } = [];

    /// <summary>Images as they were built, with what is in their files.</summary>
    public IReadOnlyList<BuiltImage> BuiltImages { get; init; } = [];

    /// <summary>Whether it is only a part of what is deployed: an object that is missing here may stand elsewhere. What one method of a program builds is.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Several deployments as one.</summary>
    /// <param name="parts">What belongs together, in order.</param>
    public static Deployment Merge(IReadOnlyList<Deployment> parts) => new()
    {
        Workloads = [.. parts.SelectMany(static p => p.Workloads)],
        Pods = [.. parts.SelectMany(static p => p.Pods)],
        Images = [.. parts.SelectMany(static p => p.Images)],
        Dockerfiles = [.. parts.SelectMany(static p => p.Dockerfiles)],
        Builds = [.. parts.SelectMany(static p => p.Builds)],
        Networks = [.. parts.SelectMany(static p => p.Networks)],
        Volumes = [.. parts.SelectMany(static p => p.Volumes)],
        Secrets = [.. parts.SelectMany(static p => p.Secrets)],
        Parameters = [.. parts.SelectMany(static p => p.Parameters)],
        Objects = [.. parts.SelectMany(static p => p.Objects)],
        Hosts = [.. parts.SelectMany(static p => p.Hosts)],
        Clients = [.. parts.SelectMany(static p => p.Clients)],
        RegistryLogins = [.. parts.SelectMany(static p => p.RegistryLogins)],
        Reapers = [.. parts.SelectMany(static p => p.Reapers)],
        BuiltImages = [.. parts.SelectMany(static p => p.BuiltImages)],
        IsPartial = parts.Any(static p => p.IsPartial),
    };
}
