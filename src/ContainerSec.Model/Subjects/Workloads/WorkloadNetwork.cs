namespace ContainerSec;

/// <summary>How a container is reached and what it reaches.</summary>
public sealed record WorkloadNetwork
{
    /// <summary>Nothing was said.</summary>
    public static WorkloadNetwork Unset { get; } = new();

    /// <summary>Ports published on the host.</summary>
    public FactList<PublishedPort> Ports { get; init; } = FactList<PublishedPort>.Unset;

    /// <summary>Ports that the container listens on, published or not.</summary>
    public FactList<ExposedPort> ExposedPorts { get; init; } = FactList<ExposedPort>.Unset;

    /// <summary>Whether every exposed port is published on a random port of the host.</summary>
    public Fact<bool> PublishAllPorts { get; init; }

    /// <summary>Networks that it is attached to, by name.</summary>
    public FactList<string> Networks { get; init; } = FactList<string>.Unset;

    /// <summary>Lines added to /etc/hosts, each as written: <c>name:address</c>.</summary>
    public FactList<string> ExtraHosts { get; init; } = FactList<string>.Unset;

    /// <summary>Endpoints of an application model.</summary>
    public FactList<Endpoint> Endpoints { get; init; } = FactList<Endpoint>.Unset;
}
