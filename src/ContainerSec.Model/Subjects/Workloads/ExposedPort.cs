namespace ContainerSec;

/// <summary>A port that a container listens on.</summary>
/// <param name="Port">The port, or the first of a range.</param>
/// <param name="Last">The last port of a range; the same as <paramref name="Port"/> for a single one.</param>
/// <param name="Protocol">In lower case: <c>tcp</c>, <c>udp</c>, <c>sctp</c>.</param>
public readonly record struct ExposedPort(int Port, int Last, string Protocol = "tcp")
{
    /// <summary>A single port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="protocol">In lower case.</param>
    public ExposedPort(int port, string protocol = "tcp")
        : this(port, port, protocol)
    {
    }

    /// <summary>What the port is called in the pod, for network policies, services and probes; null when it has no name.</summary>
    public string? Name { get; init; }

    /// <summary>Whether a port is among those exposed.</summary>
    /// <param name="port">The port to look for.</param>
    public bool Contains(int port) => Port <= port && port <= Last;
}
