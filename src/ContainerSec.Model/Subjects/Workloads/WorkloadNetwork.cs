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

    /// <summary>The project that the names of <see cref="Networks"/> belong to, as in <see cref="NetworkDefinition.Project"/>; empty where they are names of the engine.</summary>
    public string Project { get; init; } = "";

    /// <summary>Lines added to /etc/hosts, each as written: <c>name:address</c>.</summary>
    public FactList<string> ExtraHosts { get; init; } = FactList<string>.Unset;

    /// <summary>Endpoints of an application model.</summary>
    public FactList<Endpoint> Endpoints { get; init; } = FactList<Endpoint>.Unset;

    /// <summary>What a development tunnel shows to the whole internet without a login, each by its name: an endpoint, a resource, or the tunnel itself when all of it is open.</summary>
    public FactList<string> AnonymousTunnels { get; init; } = FactList<string>.Unset;

    /// <summary>Whether clients that come over http are sent on to https; false where http is served to them.</summary>
    public Fact<bool> HttpsUpgrade { get; init; }

    /// <summary>Whether traffic that is otherwise encrypted may go in clear text: <c>AllowUnsecuredTransport</c> of Aspire.</summary>
    public Fact<bool> AllowsUnsecuredTransport { get; init; }

    /// <summary>Which certificate authorities the container is given to trust, in Aspire's words, in lower case: <c>append</c>, <c>override</c>, <c>system</c>, <c>none</c>.</summary>
    public Fact<string> CertificateTrust { get; init; }

    /// <summary>Whether the container is given a certificate to serve https with; false where somebody took it away.</summary>
    public Fact<bool> HttpsCertificate { get; init; }
}
