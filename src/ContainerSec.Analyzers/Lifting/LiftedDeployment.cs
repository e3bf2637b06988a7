namespace ContainerSec.Analyzers.Lifting;

/// <summary>What a piece of code says, while it is put together.</summary>
internal sealed class LiftedDeployment
{
    private readonly List<Deployment> _parts = [];

    public List<Workload> Workloads { get; } = [];

    public List<ImageBuild> Builds { get; } = [];

    public List<Dockerfile> Dockerfiles { get; } = [];

    public List<ImageConfig> Images { get; } = [];

    public List<Parameter> Parameters { get; } = [];

    public List<EngineClient> Clients { get; } = [];

    public List<RegistryLogin> RegistryLogins { get; } = [];

    public List<ResourceReaper> Reapers { get; } = [];

    public List<NetworkDefinition> Networks { get; } = [];

    public List<SecretDefinition> Secrets { get; } = [];

    /// <summary>Takes over what a reader made.</summary>
    public void Add(Deployment part) => _parts.Add(part);

    public Deployment ToDeployment()
    {
        var own = new Deployment
        {
            Workloads = Workloads,
            Builds = Builds,
            Dockerfiles = Dockerfiles,
            Images = Images,
            Parameters = Parameters,
            Clients = Clients,
            RegistryLogins = RegistryLogins,
            Reapers = Reapers,
            Networks = Networks,
            Secrets = Secrets,
            IsPartial = true,
        };
        return _parts.Count == 0 ? own : Deployment.Merge([own, .. _parts]);
    }
}
