namespace ContainerSec.Threats;

/// <summary>The containers of an engine and the networks between them.</summary>
/// <remarks>
/// Docker documentation, "Networking overview", "Bridge network driver", "Packet filtering and firewalls": containers of a network reach each other
/// on every port, exposed or not; those of different networks do not, save through ports that are published on the host; the host reaches all,
/// and a container reaches the host over the address of its gateway.
/// </remarks>
internal sealed class EngineNetworks
{
    private static readonly Provenance Default = new EngineDefaultProvenance("Docker", "Docker documentation, \"Bridge network driver\"");

    private readonly IReadOnlyList<EngineStack> _stacks;
    private readonly Dictionary<NetworkStack, EngineStack> _byStack;
    private readonly ILookup<NetworkStack, NetworkDoor> _doors;

    public EngineNetworks(IReadOnlyList<EngineStack> stacks, ILookup<NetworkStack, NetworkDoor> doors)
    {
        _stacks = stacks;
        _byStack = stacks.ToDictionary(static s => s.Stack);
        _doors = doors;
        Representatives = Partition();
    }

    /// <summary>One namespace of each segment, by segment.</summary>
    public IReadOnlyList<NetworkStack> Representatives { get; }

    public string NameOf(NetworkStack stack)
    {
        var own = _byStack[stack];
        return own.IsHost ? "host network" : own.IsUnplugged.Is(true) ? "no network" : own.Networks.Count == 0 ? "unknown network" : string.Join(", ", own.Networks.Select(static n => n.Network.Name));
    }

    public Truth Judge(NetworkStack from, NetworkStack to) => Rule(from, to, null, null).Truth;

    /// <summary>Whether one container reaches another one.</summary>
    public Ruling Rule(NetworkStack from, NetworkStack to, int? port, string? protocol)
    {
        var (source, target) = (_byStack[from], _byStack[to]);
        if (Unplugged(source) is { } none)
            return none;
        if (Unplugged(target) is { } unplugged)
            return unplugged;
        var direct = target.IsHost ? ToHost(from) : source.IsHost ? FromHost(to) : Shared(source, target);
        if (direct.IsYes)
            return direct;
        var through = ThroughHost(source, target, port, protocol);
        return through.IsNo ? direct : direct.Or(through);
    }

    /// <summary>Whether a container reaches the machine that it runs on.</summary>
    public Ruling ToHost(NetworkStack from)
    {
        var source = _byStack[from];
        if (source.IsHost)
            return Ruling.Yes(new Evidence("it is in the host's own network", from.HostOrigin));
        if (Unplugged(source) is { } none)
            return none;
        if (source.Networks.Find(static n => n.Network.IsOnLocalNetwork == Truth.No) is { Network: { } network } attached)
            return Ruling.Yes(new Evidence($"the host has an address on {network.Name}, its gateway", attached.Origin ?? Default));
        return Ruling.Maybe(source.Unknown ?? new Evidence("a macvlan or ipvlan network keeps its containers from the host, unless the network beyond leads back", source.Networks[0].Network.DriverOrigin));
    }

    /// <summary>Whether the machine that it runs on reaches a container, on every port.</summary>
    public Ruling FromHost(NetworkStack to)
    {
        var target = _byStack[to];
        if (target.IsHost)
            return Ruling.Yes(new Evidence("it is in the host's own network", to.HostOrigin));
        if (Unplugged(target) is { } none)
            return none;
        if (target.Networks.Find(static n => n.Network.IsOnLocalNetwork == Truth.No) is { Network: { } network } attached)
            return Ruling.Yes(new Evidence($"the host is on {network.Name}", attached.Origin ?? Default));
        return Ruling.Maybe(target.Unknown ?? new Evidence("a macvlan or ipvlan network keeps its containers from the host, unless the network beyond leads back", target.Networks[0].Network.DriverOrigin));
    }

    /// <summary>Whether a container reaches addresses beyond the host.</summary>
    public Ruling ToOutside(NetworkStack from)
    {
        var source = _byStack[from];
        if (source.IsHost)
            return Ruling.Yes(new Evidence("it is in the host's own network", from.HostOrigin));
        if (Unplugged(source) is { } none)
            return none;
        var best = source.Unknown is { } unknown ? Ruling.Maybe(unknown) : null;
        foreach (var (network, origin) in source.Networks)
        {
            var ruling = network.IsInternal switch
            {
                Truth.No => Ruling.Yes(new Evidence($"{network.Name} leads out over the host", origin ?? Default)),
                Truth.Yes => Ruling.No(new Evidence($"{network.Name} is internal", network.InternalOrigin)),
                _ => Ruling.Maybe(new Evidence($"whether {network.Name} leads out is decided where it is made", network.InternalOrigin ?? origin)),
            };
            best = best is null ? ruling : best.Or(ruling);
        }

        return best ?? Ruling.No(new Evidence("it is on no network", from.Origin));
    }

    /// <summary>Whether containers that are not in the files reach this one.</summary>
    public Ruling FromOtherTenants(NetworkStack to, int? port, string? protocol)
    {
        var target = _byStack[to];
        if (Unplugged(target) is { } none)
            return none;
        var best = Others(target);
        foreach (var door in _doors[to])
        {
            if (door.IsLoopback || !IsOn(door, port, protocol))
                continue;
            best = best.Or(door.FromLocalNetwork);
        }

        return target.IsHost ? best.Or(Ruling.Yes(new Evidence("it is in the host's own network, which every container reaches over its gateway", to.HostOrigin))) : best;
    }

    /// <summary>Whether this container reaches containers that are not in the files, ports of the host among them.</summary>
    public Ruling ToOtherTenants(NetworkStack from)
    {
        var source = _byStack[from];
        if (Unplugged(source) is { } none)
            return none;
        return source.IsHost ? Ruling.Yes(new Evidence("it is in the host's own network", from.HostOrigin))
            : Others(source).Or(ToHost(from).And(Ruling.Maybe(new Evidence("others may publish ports on the host"))));
    }

    /// <summary>The pairs of segments that may have an edge.</summary>
    public IEnumerable<(int From, int To)> Candidates()
    {
        var byNetwork = new Dictionary<EngineNetwork, List<int>>();
        var everywhere = new List<int>();
        for (var i = 0; i < Representatives.Count; i++)
        {
            var own = _byStack[Representatives[i]];
            if (own.IsUnplugged.Is(true))
                continue;
            if (own.IsHost || own.Unknown is not null)
                everywhere.Add(i);
            foreach (var (network, _) in own.Networks)
            {
                if (!byNetwork.TryGetValue(network, out var list))
                    byNetwork.Add(network, list = []);
                list.Add(i);
            }
        }

        var open = Enumerable.Range(0, Representatives.Count).Where(i => everywhere.Contains(i) || _doors[Representatives[i]].Any()).ToHashSet();
        var seen = new HashSet<(int, int)>();
        for (var from = 0; from < Representatives.Count; from++)
        {
            var targets = everywhere.Contains(from) ? Enumerable.Range(0, Representatives.Count) : _byStack[Representatives[from]].Networks.SelectMany(n => byNetwork[n.Network]).Concat(open);
            foreach (var to in targets)
            {
                if (seen.Add((from, to)))
                    yield return (from, to);
            }
        }
    }

    internal static bool IsOn(NetworkDoor door, int? port, string? protocol) =>
        door.Ports is not { } ports || ((port is null || (ports.First <= port && port <= ports.Last)) && (protocol is null || protocol == ports.Protocol));

    private static Ruling Others(EngineStack stack)
    {
        var best = stack.Unknown is { } unknown ? Ruling.Maybe(unknown) : Ruling.No(new Evidence("its networks are those of these files alone", stack.Networks.Count > 0 ? stack.Networks[0].Origin : null));
        foreach (var (network, origin) in stack.Networks)
        {
            if (network.HasOthers.And(network.TalksFreely) is not Truth.No and var truth)
                best = best.Or(new Ruling(truth, [new Evidence($"containers that are not in these files may be on {network.Name}", origin)]));
        }

        return best;
    }

    private static Ruling Shared(EngineStack source, EngineStack target)
    {
        Ruling? best = null;
        foreach (var (network, from) in source.Networks)
        {
            foreach (var (other, to) in target.Networks)
            {
                if (other != network)
                    continue;
                Evidence[] both = [new Evidence($"both are on {network.Name}", from), new Evidence($"both are on {network.Name}", to)];
                var ruling = network.TalksFreely switch
                {
                    Truth.Yes => Ruling.Yes(from is null || from.Equals(to) ? [both[0]] : both),
                    Truth.No => Ruling.No(network.TalksFreelyBecause is { } no ? [no] : both),
                    _ => Ruling.Maybe(network.TalksFreelyBecause is { } why ? [why, .. both] : both),
                };
                best = best is null ? ruling : best.Or(ruling);
            }
        }

        if (best is { IsYes: true })
            return best;
        if ((source.Unknown ?? target.Unknown) is { } unknown)
            return Ruling.Maybe(unknown);
        return best ?? Ruling.No(
            new Evidence($"it is on {Names(source)}", source.Networks.Count > 0 ? source.Networks[0].Origin : source.Stack.Origin),
            new Evidence($"and {target.Stack.Description} on {Names(target)}", target.Networks.Count > 0 ? target.Networks[0].Origin : target.Stack.Origin));
    }

    private Ruling ThroughHost(EngineStack source, EngineStack target, int? port, string? protocol)
    {
        var best = Ruling.No();
        foreach (var door in _doors[target.Stack])
        {
            if (door.Kind != NetworkDoorKind.PublishedPort || !IsOn(door, port, protocol) || (door.IsLoopback && !source.IsHost))
                continue;
            // Who stands on the host's own side of a published port is a neighbour to it.
            var ruling = new Ruling(door.IsLoopback ? Truth.Yes : door.FromLocalNetwork.Truth, [new Evidence($"through the host, which answers for it on {door.Outside}", door.Origin)]);
            // An internal network reaches its gateway, too, but what the engine would send on from there is dropped (tried with Docker 20.10).
            best = best.Or(ruling.And(ToHost(source.Stack)).And(ToOutside(source.Stack)));
        }

        return best;
    }

    private static string Names(EngineStack stack) => stack.Networks.Count == 0 ? "no network" : string.Join(" and ", stack.Networks.Select(static n => n.Network.Name));

    private static Ruling? Unplugged(EngineStack stack) =>
        stack.IsUnplugged.Is(true) ? Ruling.No(new Evidence($"{stack.Stack.Description} has no network", stack.IsUnplugged.Origin)) : null;

    // Containers are alike when they are on the same networks and what is published of them is as open.
    private NetworkStack[] Partition()
    {
        var segments = new Dictionary<string, int>(StringComparer.Ordinal);
        var representatives = new List<NetworkStack>();
        foreach (var own in _stacks)
        {
            var doors = _doors[own.Stack].Where(static d => d.Kind == NetworkDoorKind.PublishedPort).Select(static d => $"{(d.IsLoopback ? "l" : "")}{d.FromLocalNetwork.Truth}").Distinct().Order(StringComparer.Ordinal);
            var key = own.IsHost ? "host" : own.IsUnplugged.Is(true) ? "none"
                : $"{string.Join(',', own.Networks.Select(static n => n.Network.Id).Order())}{(own.Unknown is null ? "" : "?")}{own.Stack.IsHost} {string.Join(',', doors)}";
            if (!segments.TryGetValue(key, out var segment))
            {
                segments.Add(key, segment = segments.Count);
                representatives.Add(own.Stack);
            }

            own.Stack.Segment = segment;
        }

        return [.. representatives];
    }
}
