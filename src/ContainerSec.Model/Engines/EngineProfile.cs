namespace ContainerSec;

/// <summary>An engine with its defaults and merge rules. Rules ask it for the effective value; they never know a default themselves.</summary>
public sealed record EngineProfile
{
    /// <summary>Docker.</summary>
    public static EngineProfile Docker { get; } = new() { Name = "Docker" };

    /// <summary>containerd as Kubernetes uses it (CRI).</summary>
    public static EngineProfile Containerd { get; } = new() { Name = "containerd" };

    /// <summary>The engine's name for people.</summary>
    public string Name { get; init; } = "";
}
