namespace ContainerSec.Threats;

/// <summary>Where the network namespace of a container is plugged in.</summary>
internal sealed class EngineStack(NetworkStack stack)
{
    public NetworkStack Stack { get; } = stack;

    /// <summary>Its networks, each with the place that attaches it.</summary>
    public List<(EngineNetwork Network, Provenance? Origin)> Networks { get; } = [];

    /// <summary>Whether it has no network but its own loopback.</summary>
    public Fact<bool> IsUnplugged { get; init; }

    /// <summary>What is not known about where it is plugged in; null when all is.</summary>
    public Evidence? Unknown { get; set; }

    public bool IsHost => Stack.IsHost == Truth.Yes;
}
