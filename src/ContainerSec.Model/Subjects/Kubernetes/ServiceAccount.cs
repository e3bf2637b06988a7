namespace ContainerSec;

/// <summary>A ServiceAccount.</summary>
public sealed record ServiceAccount : KubernetesObject
{
    /// <summary>Whether its token is mounted into pods that do not say otherwise.</summary>
    public Fact<bool> AutomountToken { get; init; }
}
