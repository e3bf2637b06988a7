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
            Workloads = WithoutSharedNames(),
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

    // What a loop or a local function makes several times is reported once, at its place: for all of them, not for the first.
    private List<Workload> WithoutSharedNames()
    {
        var names = new Dictionary<Provenance, string>();
        HashSet<Provenance>? shared = null;
        foreach (var workload in Workloads)
        {
            if (workload.Origin is not { } place)
                continue;
            if (!names.TryGetValue(place, out var name))
                names.Add(place, workload.Name);
            else if (name != workload.Name)
                (shared ??= []).Add(place);
        }

        return shared is null ? Workloads : [.. Workloads.Select(w => w.Origin is { } place && shared.Contains(place) ? w with { Name = "" } : w)];
    }
}
