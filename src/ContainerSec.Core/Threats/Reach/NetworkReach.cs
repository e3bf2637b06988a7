namespace ContainerSec.Threats;

/// <summary>Who reaches whom over the network, as configuration files say it.</summary>
/// <remarks>
/// Compose and Docker: Compose specification; Docker documentation, "Networking overview". Kubernetes: documentation, "Network Policies", "Service", "Ingress".
/// That a connection is let through does not say that anything answers. What is not known gives <see cref="Truth.Maybe"/> with the fact that would decide.
/// Safe for concurrent readers.
/// </remarks>
public sealed class NetworkReach
{
    private readonly Dictionary<Workload, NetworkStack> _stacks = new(ReferenceEqualityComparer.Instance);
    private readonly EngineNetworks _engine;
    private readonly PodNetwork _cluster;
    private readonly ILookup<NetworkStack, NetworkDoor> _doorsOf;
    private readonly Facing _facing;
    private readonly int _engineSegments;

    private NetworkReach(Deployment deployment, NetworkReachOptions options)
    {
        _facing = new Facing(options.HostsFaceTheInternet);
        var pods = PodStacks(deployment);
        var builder = new StackBuilder(deployment, NewStack);
        builder.Build([.. deployment.Workloads.Where(static w => w.Pod is null)]);
        foreach (var workload in deployment.Workloads)
        {
            if (workload.Pod is null)
                _stacks.TryAdd(workload, builder[workload].Stack);
        }

        _cluster = new PodNetwork(pods, deployment, options);
        var doors = new List<NetworkDoor>();
        var engineDoors = new EngineDoors(_facing);
        foreach (var stack in builder.Stacks)
            doors.AddRange(engineDoors.Of(stack));
        doors.AddRange(new ClusterDoors(_facing, _cluster, _cluster.Index, deployment).All(pods));
        Doors = doors;
        ExternallyReachable = [.. doors.Where(static d => !d.FromInternet.IsNo)];
        _doorsOf = doors.ToLookup(d => _stacks[d.Workload]);
        _engine = new EngineNetworks(builder.Stacks, _doorsOf);
        _engineSegments = _engine.Representatives.Count;
        Segments = MakeSegments(deployment, builder.Stacks, pods);
        SegmentEdges = [.. MakeEdges(builder.Stacks, pods)];
        SharedNamespaces = [.. builder.Stacks.Select(static s => s.Stack).Concat(pods).Where(static s => s.Workloads.Count > 1 && (s.Pod is null || s.IsHost == Truth.No)).Select(static s => s.Workloads)];
    }

    /// <summary>The workloads in groups that are alike for the network: a flat network is one, however many workloads it has.</summary>
    public IReadOnlyList<NetworkSegment> Segments { get; }

    /// <summary>Who reaches whom among the segments, possibly or certainly; from one to itself where it has more than one network namespace.</summary>
    /// <remarks>Between an engine and a cluster there are none: what one offers to the other it offers to its neighbours, <see cref="Doors"/>.</remarks>
    public IReadOnlyList<SegmentEdge> SegmentEdges { get; }

    /// <summary>Every way in from outside, those that only the host itself can take among them.</summary>
    public IReadOnlyList<NetworkDoor> Doors { get; }

    /// <summary>The ways in that the internet can take, possibly or certainly.</summary>
    public IReadOnlyList<NetworkDoor> ExternallyReachable { get; }

    /// <summary>Workloads that share a network namespace, and so reach each other on every port, those that listen on loopback alone among them: the containers of a pod, <c>network_mode: service:…</c>, everything in the host's own.</summary>
    public IReadOnlyList<IReadOnlyList<Workload>> SharedNamespaces { get; }

    /// <summary>Finds out who reaches whom in a deployment.</summary>
    /// <param name="deployment">The deployment. Its containers outside of pods run on one engine, its pods in one cluster.</param>
    /// <param name="options">What is assumed; null for the defaults.</param>
    /// <exception cref="ArgumentException">A block of <see cref="NetworkReachOptions.PodAddresses"/> is none.</exception>
    public static NetworkReach Of(Deployment deployment, NetworkReachOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return new NetworkReach(deployment, options ?? NetworkReachOptions.Default);
    }

    /// <summary>The segment of a workload.</summary>
    /// <param name="workload">The very object of the deployment.</param>
    /// <exception cref="ArgumentException">It is not part of the deployment.</exception>
    public NetworkSegment SegmentOf(Workload workload) => SegmentOf(StackOf(workload));

    /// <summary>Whether two workloads are in one network namespace.</summary>
    /// <param name="one">The very object of the deployment.</param>
    /// <param name="other">The very object of the deployment.</param>
    public bool ShareNamespace(Workload one, Workload other) => StackOf(one) == StackOf(other);

    /// <summary>The ways in from outside to a workload, in the order of <see cref="Doors"/>.</summary>
    /// <param name="workload">The very object of the deployment.</param>
    public IEnumerable<NetworkDoor> DoorsOf(Workload workload) => _doorsOf[StackOf(workload)].Where(d => ReferenceEquals(d.Workload, workload));

    /// <summary>Whether a workload reaches the address at which clouds hand out the credentials of the machine.</summary>
    /// <param name="workload">The very object of the deployment.</param>
    public Ruling CanReachMetadata(Workload workload) => CanReach(NetworkEndpoint.Of(workload), NetworkEndpoint.MetadataService, 80, "tcp");

    /// <summary>Whether a connection is let through.</summary>
    /// <param name="from">Who connects.</param>
    /// <param name="to">Who is connected to.</param>
    /// <param name="port">The port that the one at the end listens on (of a container, not of the host that publishes it); null means any.</param>
    /// <param name="protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>; null means any.</param>
    /// <exception cref="ArgumentException">A workload is not part of the deployment.</exception>
    public Ruling CanReach(NetworkEndpoint from, NetworkEndpoint to, int? port = null, string? protocol = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return (from.Workload, to.Workload) switch
        {
            ({ } source, { } target) => Between(StackOf(source), StackOf(target), port, protocol),
            ({ } source, null) => Outgoing(StackOf(source), to, port, protocol),
            (null, { } target) => Incoming(from, StackOf(target), port, protocol),
            _ => Outside(from, to),
        };
    }

    internal Ruling Explain(SegmentEdge edge) => Between(edge.From, edge.To);

    internal IReadOnlyList<PortSpan> PortsOf(SegmentEdge edge)
    {
        var (from, to) = (Representative(edge.From), Representative(edge.To));
        return from.Pod is null || to.Pod is null ? [] : _cluster.Ports(from, to);
    }

    private Ruling Between(NetworkSegment from, NetworkSegment to)
    {
        var (source, target) = (Representative(from), Representative(to));
        return source.Pod is not null && target.Pod is not null ? _cluster.Rule(source, target, null, null) : _engine.Rule(source, target, null, null);
    }

    private Ruling Between(NetworkStack from, NetworkStack to, int? port, string? protocol)
    {
        if (from == to)
            return Ruling.Yes(new Evidence("both are in one network namespace", from.HostOrigin ?? from.Origin));
        return (from.Pod, to.Pod) switch
        {
            (not null, not null) => _cluster.Rule(from, to, port, protocol),
            (null, null) => _engine.Rule(from, to, port, protocol),
            // A cluster and an engine have no network in common: one is a neighbour to what the other opens.
            _ => Outgoing(from, NetworkEndpoint.LocalNetwork, null, null).And(Incoming(NetworkEndpoint.LocalNetwork, to, port, protocol))
                .Or(Outgoing(from, NetworkEndpoint.Internet, null, null).And(Incoming(NetworkEndpoint.Internet, to, port, protocol))),
        };
    }

    private Ruling Outgoing(NetworkStack from, NetworkEndpoint to, int? port, string? protocol)
    {
        if (from.Pod is null)
        {
            return to.Kind switch
            {
                NetworkEndpointKind.Host => _engine.ToHost(from),
                NetworkEndpointKind.OtherTenant => _engine.ToOtherTenants(from),
                NetworkEndpointKind.ApiServer => _engine.ToOutside(from).And(Ruling.Maybe(new Evidence("whether the API server is open to the network of the host is not known"))),
                _ => _engine.ToOutside(from),
            };
        }

        return to.Kind switch
        {
            NetworkEndpointKind.Host => Ruling.Yes(new Evidence("network policies always admit the traffic between a pod and its node", PodDefault)),
            NetworkEndpointKind.OtherTenant => _cluster.ToOtherTenants(from, port, protocol),
            NetworkEndpointKind.ApiServer => _cluster.ToAddresses(from, AddressSet.Public.Or(AddressSet.Private), port ?? 443, protocol ?? "tcp")
                .Or(_cluster.ToAddresses(from, AddressSet.Public.Or(AddressSet.Private), port ?? 6443, protocol ?? "tcp")),
            _ => _cluster.ToAddresses(from, to.Addresses!, port, protocol),
        };
    }

    private Ruling Incoming(NetworkEndpoint from, NetworkStack to, int? port, string? protocol)
    {
        if (from.Kind == NetworkEndpointKind.Host)
            return to.Pod is null ? _engine.FromHost(to) : Ruling.Yes(new Evidence("network policies always admit the traffic between a pod and its node", PodDefault));
        if (from.Kind == NetworkEndpointKind.OtherTenant)
            return to.Pod is null ? _engine.FromOtherTenants(to, port, protocol) : _cluster.FromOtherTenants(to, port, protocol);
        var addresses = from.Addresses ?? AddressSet.Private;
        var best = ThroughDoors(from, addresses, to, port, protocol);
        if (to.Pod is null || from.Kind == NetworkEndpointKind.Internet || best.IsYes || !addresses.Intersects(AddressSet.Private))
            return best;
        return best.Or(Ruling.Maybe(new Evidence("whether addresses of pods are routed outside of the cluster depends on the network plug-in")).And(_cluster.FromAddresses(to, addresses, port, protocol)));
    }

    private Ruling ThroughDoors(NetworkEndpoint from, AddressSet addresses, NetworkStack to, int? port, string? protocol)
    {
        var isPublic = addresses.IsIn(AddressSet.Public) != Truth.No;
        Ruling? best = null;
        foreach (var door in _doorsOf[to])
        {
            if (!EngineNetworks.IsOn(door, port, protocol))
                continue;
            var ruling = isPublic ? door.FromInternet : door.FromLocalNetwork;
            if (from.Kind == NetworkEndpointKind.Address && door.Clients is { } clients)
            {
                // One address is among the clients or not; the door knows only of all and none.
                var isClient = addresses.IsIn(clients);
                ruling = isClient == Truth.No ? Ruling.No(ruling.Because)
                    : isClient == Truth.Yes && ruling.Truth == Truth.Maybe && !_cluster.IsLimited(to, Direction.Ingress) ? Ruling.Yes(ruling.Because)
                    : ruling;
            }

            best = best is null ? ruling : best.Or(ruling);
        }

        return best ?? Ruling.No(new Evidence(to.Pod is null ? $"nothing of {to.Description} is published on that port" : $"no service, ingress or port of a node leads to {to.Description} from outside", to.Origin));
    }

    private static Ruling Outside(NetworkEndpoint from, NetworkEndpoint to) =>
        from.Kind == NetworkEndpointKind.Host && to.Kind is NetworkEndpointKind.Internet or NetworkEndpointKind.LocalNetwork or NetworkEndpointKind.Address or NetworkEndpointKind.Host
            ? Ruling.Yes(new Evidence("nothing limits what a host connects to, as far as these files say"))
            : Ruling.Maybe(new Evidence($"whether {from} reaches {to} is decided outside of these files"));

    private static Provenance PodDefault { get; } = new EngineDefaultProvenance("Kubernetes", "Kubernetes documentation, \"Network Policies\"");

    private List<NetworkStack> PodStacks(Deployment deployment)
    {
        var stacks = new List<NetworkStack>();
        var byPod = new Dictionary<Pod, NetworkStack>(ReferenceEqualityComparer.Instance);
        foreach (var workload in deployment.Workloads)
        {
            if (workload.Pod is not { } pod)
                continue;
            if (!byPod.TryGetValue(pod, out var stack))
            {
                var mode = pod.Isolation.Network;
                byPod.Add(pod, stack = NewStack(pod, mode.IsUnknown ? Truth.Maybe : mode.Is(static m => m.Kind == NamespaceKind.Host) ? Truth.Yes : Truth.No, mode.Origin));
                stacks.Add(stack);
            }

            stack.Workloads.Add(workload);
            _stacks.TryAdd(workload, stack);
        }

        return stacks;
    }

    private NetworkStack NewStack(Pod? pod, Truth isHost, Provenance? origin) => new(_nextStack++, pod) { IsHost = isHost, HostOrigin = origin };

    private int _nextStack;

    private List<NetworkSegment> MakeSegments(Deployment deployment, IReadOnlyList<EngineStack> engine, IReadOnlyList<NetworkStack> pods)
    {
        var members = new List<Workload>[_engineSegments + _cluster.Representatives.Count];
        for (var i = 0; i < members.Length; i++)
            members[i] = [];
        foreach (var workload in deployment.Workloads)
            members[IndexOf(_stacks[workload])].Add(workload);
        var segments = new List<NetworkSegment>(members.Length);
        for (var i = 0; i < members.Length; i++)
            segments.Add(new NetworkSegment(i, members[i], i < _engineSegments ? _engine.NameOf(_engine.Representatives[i]) : NameOf(members[i])));
        return segments;
    }

    // The names of the first few say what the segment is.
    private static string NameOf(List<Workload> members)
    {
        var spaces = members.Select(static w => w.Pod!.Namespace.Value).Distinct().ToList();
        var names = members.Select(static w => w.Pod!.Name).Distinct().Take(4).ToList();
        var space = spaces is [{ } one] ? $"{one}/" : "";
        return names.Count < 4 ? space + string.Join(", ", names) : spaces.Count == 1 ? $"{(space.Length == 0 ? "pods" : $"namespace {spaces[0]}")} ({names[0]}, …)" : $"pods of {spaces.Count} namespaces ({names[0]}, …)";
    }

    private IEnumerable<SegmentEdge> MakeEdges(IReadOnlyList<EngineStack> engine, IReadOnlyList<NetworkStack> pods)
    {
        var stacks = new int[Segments.Count];
        foreach (var stack in engine)
            stacks[stack.Stack.Segment]++;
        foreach (var pod in pods)
            stacks[_engineSegments + pod.Segment]++;
        foreach (var (from, to) in _engine.Candidates())
        {
            if ((from != to || stacks[from] > 1) && _engine.Judge(_engine.Representatives[from], _engine.Representatives[to]) is not Truth.No and var truth)
                yield return new SegmentEdge(this, Segments[from], Segments[to], truth);
        }

        for (var to = 0; to < _cluster.Representatives.Count; to++)
        {
            var target = _cluster.Representatives[to];
            foreach (var from in _cluster.SourcesOf(target) ?? Enumerable.Range(0, _cluster.Representatives.Count))
            {
                if ((from != to || stacks[_engineSegments + to] > 1) && _cluster.Judge(_cluster.Representatives[from], target) is not Truth.No and var truth)
                    yield return new SegmentEdge(this, Segments[_engineSegments + from], Segments[_engineSegments + to], truth);
            }
        }
    }

    private int IndexOf(NetworkStack stack) => stack.Pod is null ? stack.Segment : _engineSegments + stack.Segment;

    private NetworkSegment SegmentOf(NetworkStack stack) => Segments[IndexOf(stack)];

    private NetworkStack Representative(NetworkSegment segment) =>
        segment.Index < _engineSegments ? _engine.Representatives[segment.Index] : _cluster.Representatives[segment.Index - _engineSegments];

    private NetworkStack StackOf(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return _stacks.GetValueOrDefault(workload) ?? throw new ArgumentException($"{workload.Description} is no part of the deployment.", nameof(workload));
    }
}
