using System.Globalization;

namespace ContainerSec.Threats;

/// <summary>Finds the ways from outside of a cluster to its pods.</summary>
/// <remarks>Kubernetes documentation, "Service", "Ingress", and of the pod's specification hostPort and hostNetwork.</remarks>
internal sealed class ClusterDoors(Facing facing, PodNetwork network, PodIndex pods, Deployment deployment)
{
    private readonly EngineDoors _host = new(facing);

    public IEnumerable<NetworkDoor> All(IReadOnlyList<NetworkStack> stacks)
    {
        foreach (var stack in stacks)
        {
            foreach (var door in stack.IsHost == Truth.No ? [] : _host.OfHost(stack))
                yield return door;
            if (stack.IsHost == Truth.Yes)
                continue;
            foreach (var workload in stack.Workloads)
            {
                foreach (var port in workload.Network.Ports)
                    yield return HostPort(stack, workload, port);
            }
        }

        var services = new Dictionary<string, List<KubernetesService>>(StringComparer.Ordinal);
        foreach (var service in deployment.Objects.OfType<KubernetesService>())
        {
            if (!services.TryGetValue(service.Name, out var same))
                services.Add(service.Name, same = []);
            same.Add(service);
            foreach (var door in OfService(service))
                yield return door;
        }

        foreach (var ingress in deployment.Objects.OfType<Ingress>())
        {
            foreach (var door in OfIngress(ingress, services))
                yield return door;
        }
    }

    private NetworkDoor HostPort(NetworkStack stack, Workload workload, Fact<PublishedPort> port)
    {
        var known = port.Value ?? new PublishedPort { ContainerPort = Fact.Unknown<string>(port.Origin) };
        var range = known.ContainerPort.IsKnown ? PortRange.Parse(known.ContainerPort.Value) : null;
        PortSpan? span = range is { } r ? new PortSpan(r.First, r.Last, known.Protocol) : null;
        var (internet, local, isLoopback) = facing.Of(known.HostAddress, new Evidence($"{workload.Description} takes port {known.HostPort.Value ?? "?"} of its node", port.Origin));
        return new NetworkDoor
        {
            Workload = workload,
            Kind = NetworkDoorKind.HostPort,
            Via = "hostPort",
            Origin = port.Origin,
            Ports = span,
            IsLoopback = isLoopback,
            Outside = $"port {known.HostPort.Value ?? "?"} of its node",
            FromInternet = internet.And(network.Through(stack, AddressSet.Public, isThroughController: false, span?.First, span?.Protocol)),
            FromLocalNetwork = local.And(network.Through(stack, AddressSet.Private, isThroughController: false, span?.First, span?.Protocol)),
        };
    }

    private IEnumerable<NetworkDoor> OfService(KubernetesService service)
    {
        var isBalancer = service.Type.IsUnknown || service.Type.Is("LoadBalancer");
        var isNodePort = isBalancer || service.Type.Is("NodePort");
        if (!isNodePort && service.ExternalIPs.Count == 0 && !service.ExternalIPs.HasUnknown)
            yield break;
        var kind = service.Type.IsUnknown ? Ruling.Maybe(new Evidence($"the type of {service.Description} is not known", service.Type.Origin)) : Ruling.Yes();
        foreach (var target in Targets(service))
        {
            if (isBalancer)
            {
                var (internet, local, clients) = Balancer(service);
                yield return Door(service.Description, service.Type.Origin, NetworkDoorKind.LoadBalancer, target, $"port {Number(target.Port.Port)} of its load balancer", internet.And(kind), local.And(kind), clients: clients);
            }

            if (isNodePort)
            {
                var evidence = new Evidence($"{service.Description} opens {(target.Port.NodePort is { } port ? $"port {Number(port)}" : "a port")} of every node (type {service.Type.Value ?? "?"})", service.Type.Origin);
                yield return Door(service.Description, service.Type.Origin, NetworkDoorKind.NodePort, target, $"port {(target.Port.NodePort is { } node ? Number(node) : "chosen")} of every node", facing.Internet(evidence).And(kind), Ruling.Yes(evidence).And(kind));
            }

            foreach (var address in service.ExternalIPs)
            {
                var (internet, local, _) = facing.Of(address, new Evidence($"{service.Description} answers for {address.Value ?? "an address"}", address.Origin));
                yield return Door(service.Description, address.Origin, NetworkDoorKind.ExternalAddress, target, $"{address.Value ?? "?"}:{Number(target.Port.Port)}", internet, local);
            }
        }
    }

    // Who is let in by the load balancer: everybody, the named clients, or the own network.
    private static (Ruling Internet, Ruling LocalNetwork, AddressSet? Clients) Balancer(KubernetesService service)
    {
        var ranges = service.LoadBalancerSourceRanges;
        var open = new Evidence($"{service.Description} is a load balancer", service.Type.Origin);
        if (ranges.HasUnknown)
        {
            var unknown = Ruling.Maybe(new Evidence($"which clients {service.Description} admits is not known", ranges.Origin), open);
            return (unknown, unknown, null);
        }

        if (ranges.Count > 0)
        {
            AddressSet? clients = null;
            foreach (var range in ranges)
            {
                if (AddressSet.Parse(range.Value!) is { } part)
                    clients = clients is null ? part : clients.Or(part);
            }

            var limit = new Evidence($"{service.Description} admits {string.Join(", ", ranges.Select(static r => r.Value))} alone", ranges.Origin);
            return clients is null
                ? (Ruling.Maybe(limit), Ruling.Maybe(limit), null)
                : (new Ruling(AddressSet.Public.IsIn(clients), [limit]), new Ruling(AddressSet.Private.IsIn(clients), [limit]), clients);
        }

        foreach (var annotation in service.Annotations)
        {
            if (annotation.Is(InternalLoadBalancers.IsAskedForBy))
                return (Ruling.No(new Evidence($"annotation {annotation.Value.Name} keeps its load balancer from the internet", annotation.Origin)), Ruling.Yes(open), null);
        }

        return service.Annotations.HasUnknown
            ? (Ruling.Maybe(new Evidence("annotations that are not known may make the load balancer an internal one", service.Annotations.Origin), open), Ruling.Yes(open), null)
            : (Ruling.Yes(open), Ruling.Yes(open), null);
    }

    private IEnumerable<NetworkDoor> OfIngress(Ingress ingress, Dictionary<string, List<KubernetesService>> services)
    {
        var hosts = string.Join(", ", ingress.Hosts.Where(static h => h.IsKnown).Select(static h => h.Value!.Length == 0 ? "every host" : h.Value).Distinct());
        var seen = new HashSet<(Workload, PortSpan?)>();
        foreach (var backend in ingress.Backends)
        {
            if (!backend.IsKnown || !services.TryGetValue(backend.Value.Service, out var candidates))
                continue;
            foreach (var service in candidates)
            {
                var same = ingress.IsInNamespace(service.Namespace).ToTruth();
                if (same == Truth.No)
                    continue;
                var sends = new Ruling(same, [new Evidence($"{ingress.Description} sends to {service.Description}", backend.Origin)]);
                foreach (var target in Targets(service))
                {
                    if (backend.Value.Port is { } port && port != target.Port.Name && port != Number(target.Port.Port))
                        continue;
                    var door = Door(ingress.Description, backend.Origin, NetworkDoorKind.Ingress, target, hosts, sends.And(facing.Internet()), sends, isThroughController: true);
                    if (seen.Add((door.Workload, door.Ports)))
                        yield return door;
                }
            }
        }
    }

    private NetworkDoor Door(
        string via, Provenance? origin, NetworkDoorKind kind, Target target, string outside, Ruling internet, Ruling local, bool isThroughController = false, AddressSet? clients = null)
    {
        var port = target.Ports?.First;
        return new NetworkDoor
        {
            Workload = target.Workload,
            Kind = kind,
            Ports = target.Ports,
            Outside = outside,
            Via = via,
            Origin = origin,
            Clients = clients,
            FromInternet = internet.And(target.Selected).And(network.Through(target.Stack, clients ?? AddressSet.Public, isThroughController, port, target.Port.Protocol)),
            FromLocalNetwork = local.And(target.Selected).And(network.Through(target.Stack, clients ?? AddressSet.Private, isThroughController, port, target.Port.Protocol)),
        };
    }

    // The containers behind the ports of a service.
    private IEnumerable<Target> Targets(KubernetesService service)
    {
        if (service.Selector.Count == 0 && !service.Selector.HasUnknown)
            yield break;
        var selector = new LabelSelector { MatchLabels = [.. service.Selector.Where(static l => l.IsKnown).Select(static l => l.Value)], IsComplete = !service.Selector.HasUnknown };
        foreach (var (stack, truth) in pods.Find(service.Namespace, Fact.Known(selector)).Members)
        {
            var selected = truth == Truth.Yes ? Ruling.Yes() : Ruling.Maybe(new Evidence($"whether {service.Description} selects {stack.Description} is known only when it is deployed", service.Selector.Origin));
            foreach (var fact in service.Ports)
            {
                var port = fact.IsKnown ? fact.Value : new ServicePort("", 0);
                foreach (var (workload, ports, isSure) in Behind(stack, port))
                    yield return new Target(stack, workload, port, fact.IsKnown ? ports : null, isSure && fact.IsKnown ? selected : selected.And(Ruling.Maybe(new Evidence($"which container of {stack.Description} listens on the port is not known", fact.Origin))));
            }
        }
    }

    // The container that declares the port; else any of the pod may listen on it, and of a pod with one container it does.
    private static IEnumerable<(Workload, PortSpan?, bool)> Behind(NetworkStack stack, ServicePort port)
    {
        var number = port.TargetPort is null ? port.Port : int.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out var target) ? target : (int?)null;
        var declared = false;
        foreach (var workload in stack.Workloads)
        {
            foreach (var exposed in workload.Network.ExposedPorts)
            {
                if (!exposed.IsKnown || exposed.Value.Protocol != port.Protocol || (number is { } n ? !exposed.Value.Contains(n) : exposed.Value.Name != port.TargetPort))
                    continue;
                declared = true;
                yield return (workload, new PortSpan(number ?? exposed.Value.Port, number ?? exposed.Value.Last, port.Protocol), true);
            }
        }

        if (declared)
            yield break;
        var main = stack.Workloads.Where(static w => w.Role is ContainerRole.Main or ContainerRole.Sidecar).ToList();
        // A name that no container gives to a port leads nowhere.
        if (number is null && main.TrueForAll(static w => !w.Network.ExposedPorts.HasUnknown))
            yield break;
        foreach (var workload in main)
            yield return (workload, number is { } n ? new PortSpan(n, n, port.Protocol) : null, main.Count == 1 && number is not null);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Target(NetworkStack Stack, Workload Workload, ServicePort Port, PortSpan? Ports, Ruling Selected);
}
