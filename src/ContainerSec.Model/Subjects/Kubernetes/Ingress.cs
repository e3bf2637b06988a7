namespace ContainerSec;

/// <summary>An Ingress.</summary>
public sealed record Ingress : KubernetesObject
{
    /// <summary>Hosts of its TLS entries; unset when it has no TLS section.</summary>
    public FactList<string> TlsHosts { get; init; } = FactList<string>.Unset;

    /// <summary>Hosts of its rules; an empty text means every host.</summary>
    public FactList<string> Hosts { get; init; } = FactList<string>.Unset;

    /// <summary>Services that it sends to.</summary>
    public FactList<string> BackendServices { get; init; } = FactList<string>.Unset;

    /// <summary>Where it sends to: services with the port that is meant, in the order of writing.</summary>
    public FactList<IngressBackend> Backends { get; init; } = FactList<IngressBackend>.Unset;

    /// <summary>Its class.</summary>
    public Fact<string> ClassName { get; init; }
}
