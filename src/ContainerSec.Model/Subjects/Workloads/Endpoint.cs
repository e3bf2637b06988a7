namespace ContainerSec;

/// <summary>An endpoint of an application model.</summary>
public sealed record Endpoint
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The URI scheme: <c>http</c>, <c>https</c>, <c>tcp</c>.</summary>
    public Fact<string> Scheme { get; init; }

    /// <summary>Whether it is reachable from outside of the deployment.</summary>
    public Fact<bool> External { get; init; }

    /// <summary>The port that clients use.</summary>
    public Fact<int> Port { get; init; }

    /// <summary>The port that the container listens on.</summary>
    public Fact<int> TargetPort { get; init; }
}
