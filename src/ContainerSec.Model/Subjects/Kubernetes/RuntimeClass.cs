namespace ContainerSec;

/// <summary>A RuntimeClass.</summary>
public sealed record RuntimeClass : KubernetesObject
{
    /// <summary>The handler's name in the engine's configuration.</summary>
    public Fact<string> Handler { get; init; }
}
