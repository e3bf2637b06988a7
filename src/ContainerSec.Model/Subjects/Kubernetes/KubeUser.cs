namespace ContainerSec;

/// <summary>A user entry of a kubeconfig file.</summary>
public sealed record KubeUser : KubernetesObject
{
    /// <summary>A bearer token in the text.</summary>
    public Fact<string> Token { get; init; }

    /// <summary>A password in the text.</summary>
    public Fact<string> Password { get; init; }
}
