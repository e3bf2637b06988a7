namespace ContainerSec;

/// <summary>An APIService, or a cluster entry of a kubeconfig file: a server and how it is trusted.</summary>
public sealed record ApiService : KubernetesObject
{
    /// <summary>Whether its certificate is not verified.</summary>
    public Fact<bool> SkipTlsVerify { get; init; }

    /// <summary>The server's address; unset inside a cluster.</summary>
    public Fact<string> Server { get; init; }
}
