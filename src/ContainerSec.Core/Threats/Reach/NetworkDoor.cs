namespace ContainerSec.Threats;

/// <summary>A way in from outside: a port of a workload and what opens it.</summary>
public sealed record NetworkDoor
{
    /// <summary>The workload behind it.</summary>
    public required Workload Workload { get; init; }

    /// <summary>What opens it.</summary>
    public required NetworkDoorKind Kind { get; init; }

    /// <summary>The ports that the workload listens on behind it; null when they are not known, or every port is open.</summary>
    public PortSpan? Ports { get; init; }

    /// <summary>Where clients knock, as far as it is known: <c>0.0.0.0:8080</c>, <c>port 30080 of every node</c>, <c>shop.contoso.com</c>.</summary>
    public string Outside { get; init; } = "";

    /// <summary>What opens it, for people: <c>published port</c>, <c>Service 'api'</c>, <c>Ingress 'shop'</c>.</summary>
    public string Via { get; init; } = "";

    /// <summary>Where it was written.</summary>
    public Provenance? Origin { get; init; }

    /// <summary>Whether the internet reaches the workload through it.</summary>
    public required Ruling FromInternet { get; init; }

    /// <summary>Whether the networks that the host or node is on reach the workload through it.</summary>
    public required Ruling FromLocalNetwork { get; init; }

    // Published to the host alone is still a door for what runs in the host's network.
    internal bool IsLoopback { get; init; }

    // What clients have to be, where the door asks for it: source ranges of a load balancer.
    internal AddressSet? Clients { get; init; }
}
