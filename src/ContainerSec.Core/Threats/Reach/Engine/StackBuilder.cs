namespace ContainerSec.Threats;

/// <summary>Finds out which network namespace each container of an engine is in, and which networks that is attached to.</summary>
/// <remarks>Compose specification, networks and network_mode; docker-run(1), option --network; Docker documentation, "Networking overview".</remarks>
internal sealed class StackBuilder(Deployment deployment, Func<Pod?, Truth, Provenance?, NetworkStack> create)
{
    private readonly Dictionary<string, EngineNetwork> _networks = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Project, string Name), NetworkDefinition> _definitions = [];
    private readonly Dictionary<string, NetworkDefinition> _byEngineName = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Project, string Name), Workload> _workloads = [];
    private readonly Dictionary<Workload, EngineStack> _stacks = new(ReferenceEqualityComparer.Instance);
    private EngineStack? _host;

    public List<EngineStack> Stacks { get; } = [];

    public void Build(IReadOnlyList<Workload> workloads)
    {
        foreach (var definition in deployment.Networks)
        {
            _definitions.TryAdd((definition.Project, definition.Name), definition);
            if (EngineNameOf(definition) is { } name)
                _byEngineName.TryAdd(name, definition);
        }

        foreach (var workload in workloads)
            _workloads.TryAdd((workload.Network.Project, workload.Name), workload);
        foreach (var workload in workloads)
            StackOf(workload, depth: 0);
    }

    public EngineStack this[Workload workload] => _stacks[workload];

    private EngineStack StackOf(Workload workload, int depth)
    {
        if (_stacks.TryGetValue(workload, out var stack))
            return stack;
        var mode = workload.Isolation.Network;
        stack = mode.IsUnknown || workload.Surface == Surface.RuntimeSpec && !mode.Is(static m => m.Kind == NamespaceKind.Host)
            ? New(workload, Truth.Maybe, mode.Origin, unknown: new Evidence($"which network {workload.Description} is in is not known", mode.Origin ?? workload.Origin))
            : mode.IsUnset ? Attached(workload)
            : OfMode(workload, mode.Value, mode.Origin, depth);
        // In a circle of containers that join each other one comes by more than once.
        if (_stacks.TryAdd(workload, stack))
            stack.Stack.Workloads.Add(workload);
        return stack;
    }

    private EngineStack OfMode(Workload workload, NamespaceMode mode, Provenance? origin, int depth)
    {
        switch (mode.Kind)
        {
            case NamespaceKind.Host:
                return _host ??= New(workload, Truth.Yes, origin);
            case NamespaceKind.None:
                var unplugged = new EngineStack(create(null, Truth.No, null)) { IsUnplugged = Fact.Known(true, origin) };
                Stacks.Add(unplugged);
                return unplugged;
            // A chain of containers that join each other may be a circle.
            case NamespaceKind.Container when depth < 32 && mode.Target is { } target
                && _workloads.TryGetValue((workload.Network.Project, target), out var other) && !ReferenceEquals(other, workload):
                return StackOf(other, depth + 1);
            case NamespaceKind.Container or NamespaceKind.Path:
                return New(workload, Truth.Maybe, origin, new Evidence(
                    mode.Target is null ? "whose network namespace it joins is not known" : $"the network namespace of '{mode.Target}', which it joins, is not in these files", origin));
            case NamespaceKind.NamedNetwork:
                var named = New(workload, Truth.No, null);
                named.Networks.Add((Global(mode.Target ?? ""), origin));
                AddNetworks(named, workload);
                return named;
            default:
                return workload.Surface == Surface.Compose ? OnDefaultBridge(workload, origin) : Attached(workload, origin);
        }
    }

    private EngineStack Attached(Workload workload, Provenance? origin = null)
    {
        var names = workload.Network.Networks;
        if (names.Count > 0 || names.HasUnknown)
        {
            var stack = New(workload, Truth.No, null);
            AddNetworks(stack, workload);
            return stack;
        }

        if (workload.Surface is Surface.Compose or Surface.AspireManifest or Surface.AspireAppHost or Surface.GitHubWorkflow)
        {
            var stack = New(workload, Truth.No, null);
            stack.Networks.Add((Own(workload), workload.Origin));
            return stack;
        }

        return OnDefaultBridge(workload, origin ?? workload.Origin);
    }

    private void AddNetworks(EngineStack stack, Workload workload)
    {
        foreach (var name in workload.Network.Networks)
        {
            if (!name.IsKnown)
            {
                stack.Unknown ??= new Evidence($"which networks {workload.Description} is attached to is not known", name.Origin);
                continue;
            }

            var network = workload.Surface == Surface.Compose ? InProject(workload, name.Value)
                : name.Value is "bridge" or "default" or "nat" or "podman" ? DefaultBridge()
                : Global(name.Value);
            if (!stack.Networks.Exists(n => n.Network == network))
                stack.Networks.Add((network, name.Origin));
        }

        if (workload.Network.Networks.MayHaveMore)
            stack.Unknown ??= new Evidence($"which networks {workload.Description} is attached to is not known", workload.Network.Networks.Origin ?? workload.Origin);
    }

    private EngineStack OnDefaultBridge(Workload workload, Provenance? origin)
    {
        var stack = New(workload, Truth.No, null);
        stack.Networks.Add((DefaultBridge(), origin));
        return stack;
    }

    private EngineStack New(Workload workload, Truth isHost, Provenance? origin, Evidence? unknown = null)
    {
        var stack = new EngineStack(create(null, isHost, origin)) { Unknown = unknown };
        Stacks.Add(stack);
        return stack;
    }

    // The network that a service is on that names none; a project may describe it as any other.
    private EngineNetwork Own(Workload workload) => workload.Surface switch
    {
        Surface.Compose => InProject(workload, "default"),
        // The services of a job are together; whether two are of one job is not read.
        Surface.GitHubWorkflow => Network("job", () => new EngineNetwork(_networks.Count, "the network of the job", null)
        {
            IsInternal = Truth.No,
            HasOthers = Truth.No,
            TalksFreely = Truth.Maybe,
            TalksFreelyBecause = new Evidence("whether both are of one job is not known", workload.Origin),
        }),
        _ => Network("application", () => new EngineNetwork(_networks.Count, "the application's network", null) { IsInternal = Truth.No, HasOthers = Truth.No }),
    };

    private EngineNetwork InProject(Workload workload, string name)
    {
        var project = workload.Network.Project;
        if (_definitions.GetValueOrDefault((project, name)) is { } definition && EngineNameOf(definition) is { } engineName)
            return Global(engineName);
        definition = _definitions.GetValueOrDefault((project, name));
        return Network($"{project}\n{name}", () => name == "default" && definition is null
            ? new EngineNetwork(_networks.Count, "the project's default network", null) { IsInternal = Truth.No, HasOthers = Truth.No }
            : new EngineNetwork(_networks.Count, $"network '{name}'", definition));
    }

    private EngineNetwork Global(string name) =>
        name == "bridge" ? DefaultBridge() : Network($"\n{name}", () => new EngineNetwork(_networks.Count, $"network '{name}'", _byEngineName.GetValueOrDefault(name)));

    private EngineNetwork DefaultBridge() => Network("\n", () =>
    {
        var settings = deployment.Hosts.Select(static h => h.InterContainerCommunication).Where(static icc => !icc.IsUnset).ToList();
        var address = deployment.Hosts.Select(static h => h.DefaultPublishAddress).FirstOrDefault(static a => !a.IsUnset);
        var truths = settings.Select(static icc => icc.ToTruth()).Distinct().ToList();
        return new EngineNetwork(_networks.Count, "the default bridge", null)
        {
            IsInternal = Truth.No,
            TalksFreely = truths.Count == 0 ? Truth.Yes : truths.Count == 1 && settings.Count == deployment.Hosts.Count ? truths[0] : Truth.Maybe,
            TalksFreelyBecause = settings.Count == 0 ? null : new Evidence("the engine's option icc", settings[0].Origin),
            PublishAddress = address,
            HasOthers = Truth.Yes,
        };
    });

    private EngineNetwork Network(string key, Func<EngineNetwork> make)
    {
        if (!_networks.TryGetValue(key, out var network))
            _networks.Add(key, network = make());
        return network;
    }

    // Outside of a project a network is called as the engine calls it; so is one that another project made.
    private static string? EngineNameOf(NetworkDefinition definition) =>
        definition.EngineName.IsKnown ? definition.EngineName.Value
        : definition.External.Is(true) || (definition.Project.Length == 0 && definition.Origin is null) ? definition.Name
        : null;
}
