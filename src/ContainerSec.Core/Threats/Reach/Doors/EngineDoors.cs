namespace ContainerSec.Threats;

/// <summary>Finds the ways from outside to the containers of an engine.</summary>
/// <remarks>Docker documentation, "Port publishing and mapping", "Packet filtering and firewalls"; Compose specification, ports.</remarks>
internal sealed class EngineDoors(Facing facing)
{
    private const string Bypass = "is published, and the engine's packet filter lets it in before the host's firewall is asked";

    public IEnumerable<NetworkDoor> Of(EngineStack stack)
    {
        if (stack.IsUnplugged.Is(true))
            return [];
        return OfModel(stack).Concat(stack.IsHost ? OfHost(stack.Stack) : stack.Stack.Workloads.SelectMany(w => Published(w, stack)).Concat(OwnAddresses(stack)));
    }

    /// <summary>Everything that a workload in the host's own network listens on.</summary>
    internal IEnumerable<NetworkDoor> OfHost(NetworkStack stack)
    {
        foreach (var workload in stack.Workloads)
        {
            var where = new Evidence($"{workload.Description} is in the host's own network", workload.Isolation.Network.Origin ?? stack.HostOrigin);
            var firewall = new Evidence("whether a firewall of the host keeps the port closed is not known");
            foreach (var ports in Listening(workload))
            {
                yield return new NetworkDoor
                {
                    Workload = workload,
                    Kind = NetworkDoorKind.HostNetwork,
                    Ports = ports,
                    Via = "host network",
                    Origin = where.Origin,
                    Outside = ports is { } known ? $"port {known} of the host" : "every port that it listens on",
                    FromInternet = stack.IsHost == Truth.Yes ? facing.Internet(where).And(Ruling.Maybe(firewall)) : Ruling.Maybe(where, firewall),
                    FromLocalNetwork = new Ruling(stack.IsHost, [where]),
                };
            }
        }
    }

    private IEnumerable<NetworkDoor> Published(Workload workload, EngineStack stack)
    {
        // An engine publishes nothing of a container whose networks all have no way out.
        var network = workload.Network;
        var reachable = Publishable(stack);
        foreach (var port in network.Ports)
            yield return port.IsKnown ? Door(workload, port.Value, port.Origin, stack, reachable) : Unknown(workload, port.Origin, "which port is published is not known");
        if (network.Ports.MayHaveMore)
            yield return Unknown(workload, network.Ports.Origin ?? workload.Origin, "more ports may be published");
        if (network.PublishAllPorts.IsUnset || network.PublishAllPorts.Is(false))
            yield break;
        foreach (var ports in Listening(workload))
        {
            var door = Door(workload, new PublishedPort { ContainerPort = default, Protocol = ports?.Protocol ?? "tcp" }, network.PublishAllPorts.Origin, stack, reachable);
            yield return door with
            {
                Ports = ports,
                Outside = "a random port of the host",
                FromInternet = door.FromInternet.And(new Ruling(network.PublishAllPorts.ToTruth(), [])),
                FromLocalNetwork = door.FromLocalNetwork.And(new Ruling(network.PublishAllPorts.ToTruth(), [])),
            };
        }
    }

    private NetworkDoor Door(Workload workload, PublishedPort port, Provenance? origin, EngineStack stack, Ruling reachable)
    {
        var address = port.HostAddress;
        if (address.IsUnset)
            address = stack.Networks.Select(static n => n.Network.PublishAddress).FirstOrDefault(static a => !a.IsUnset);
        var range = port.ContainerPort.IsKnown ? PortRange.Parse(port.ContainerPort.Value) : null;
        var outside = $"{(address.IsKnown && address.Value.Length > 0 ? address.Value : address.IsUnknown ? "?" : "0.0.0.0")}:{port.HostPort.Value ?? (port.HostPort.IsUnset ? "random" : "?")}";
        var (internet, local, isLoopback) = facing.Of(address, new Evidence($"port {port.ContainerPort.Value ?? "?"} of {workload.Description} {Bypass}", origin));
        return new NetworkDoor
        {
            Workload = workload,
            Kind = NetworkDoorKind.PublishedPort,
            Via = "published port",
            Origin = origin,
            Outside = outside,
            Ports = range is { } known ? new PortSpan(known.First, known.Last, port.Protocol) : null,
            FromInternet = internet.And(reachable),
            FromLocalNetwork = local.And(reachable),
            IsLoopback = isLoopback,
        };
    }

    private static NetworkDoor Unknown(Workload workload, Provenance? origin, string reason) => new()
    {
        Workload = workload,
        Kind = NetworkDoorKind.PublishedPort,
        Via = "published port",
        Origin = origin,
        Outside = "?",
        FromInternet = Ruling.Maybe(new Evidence(reason, origin)),
        FromLocalNetwork = Ruling.Maybe(new Evidence(reason, origin)),
    };

    private static Ruling Publishable(EngineStack stack)
    {
        if (stack.Unknown is { } unknown)
            return stack.Networks.Exists(static n => n.Network.IsInternal == Truth.No) ? Ruling.Yes() : Ruling.Maybe(unknown);
        var best = Ruling.No();
        foreach (var (network, origin) in stack.Networks)
        {
            best = best.Or(network.IsInternal switch
            {
                Truth.No => Ruling.Yes(),
                Truth.Yes => Ruling.No(new Evidence($"{network.Name} is internal, and nothing of it is published", network.InternalOrigin)),
                // A network that was made elsewhere is seldom an internal one, and the port would be published in vain.
                _ => network.InternalOrigin is null || network.HasOthers != Truth.No ? Ruling.Yes() : Ruling.Maybe(new Evidence($"whether {network.Name} is internal is not known", network.InternalOrigin)),
            });
        }

        return best;
    }

    private static IEnumerable<NetworkDoor> OwnAddresses(EngineStack stack)
    {
        foreach (var (network, origin) in stack.Networks)
        {
            var truth = network.IsOnLocalNetwork.Or(network.IsUnprotected);
            if (truth == Truth.No)
                continue;
            foreach (var workload in stack.Stack.Workloads)
            {
                var evidence = new Evidence(network.IsUnprotected == Truth.No ? $"{network.Name} gives it an address of its own on the network of the host" : $"{network.Name} does not protect ports that are not published", network.DriverOrigin ?? origin);
                yield return new NetworkDoor
                {
                    Workload = workload,
                    Kind = NetworkDoorKind.OwnAddress,
                    Via = network.Name,
                    Origin = evidence.Origin,
                    Outside = "every port that it listens on",
                    FromInternet = Ruling.Maybe(new Evidence("whether the network of the host is one that the internet reaches is not known"), evidence),
                    FromLocalNetwork = new Ruling(truth, [evidence]),
                };
            }
        }
    }

    // External endpoints of an application model, and tunnels of a developer's machine.
    private static IEnumerable<NetworkDoor> OfModel(EngineStack stack)
    {
        foreach (var workload in stack.Stack.Workloads)
        {
            foreach (var endpoint in workload.Network.Endpoints)
            {
                var external = endpoint.IsKnown ? endpoint.Value.External.ToTruth() : Truth.Maybe;
                if (external == Truth.No)
                    continue;
                var origin = endpoint.Value?.External.Origin ?? endpoint.Origin;
                var port = endpoint.Value?.TargetPort ?? default;
                var ruling = new Ruling(external, [new Evidence($"endpoint '{endpoint.Value?.Name ?? "?"}' of {workload.Description} is external", origin)]);
                yield return new NetworkDoor
                {
                    Workload = workload,
                    Kind = NetworkDoorKind.Endpoint,
                    Via = $"endpoint '{endpoint.Value?.Name ?? "?"}'",
                    Origin = origin,
                    Ports = port.IsKnown ? new PortSpan(port.Value, port.Value, "tcp") : null,
                    FromInternet = ruling,
                    FromLocalNetwork = ruling,
                };
            }

            foreach (var tunnel in workload.Network.AnonymousTunnels)
            {
                var ruling = tunnel.IsKnown ? Ruling.Yes(new Evidence($"the tunnel of '{tunnel.Value}' asks nobody for a login", tunnel.Origin)) : Ruling.Maybe(new Evidence("whether a tunnel asks for a login is not known", tunnel.Origin));
                yield return new NetworkDoor { Workload = workload, Kind = NetworkDoorKind.Tunnel, Via = "tunnel", Origin = tunnel.Origin, FromInternet = ruling, FromLocalNetwork = ruling };
            }
        }
    }

    // The ports that are known; null once when more may be listened on.
    private static IEnumerable<PortSpan?> Listening(Workload workload)
    {
        var ports = workload.Network.ExposedPorts;
        if (ports.Count == 0 || ports.HasUnknown)
            return [null];
        return ports.Select(static p => (PortSpan?)new PortSpan(p.Value.Port, p.Value.Last, p.Value.Protocol));
    }
}
