namespace ContainerSec;

/// <summary>A program's connection to an engine or a cluster.</summary>
public sealed record EngineClient : Subject
{
    /// <summary>Where it was written.</summary>
    public Surface Surface { get; init; }

    /// <summary>Whether it connects to the API server of a cluster; false for a container engine.</summary>
    public bool IsCluster { get; init; }

    /// <summary>Where it connects to: <c>unix:///var/run/docker.sock</c>, <c>tcp://build.contoso.com:2376</c>, <c>https://cluster.contoso.com:6443</c>.</summary>
    public Fact<string> Address { get; init; }

    /// <summary>Whether the connection is encrypted, where the address does not say it: true with a client certificate, false where the program is known to give none.</summary>
    public Fact<bool> Tls { get; init; }

    /// <summary>Whether the server may show any certificate: a callback that always agrees, <c>SkipTlsVerify</c>.</summary>
    public Fact<bool> SkipTlsVerify { get; init; }

    /// <summary>A bearer token in the text.</summary>
    public Fact<string> Token { get; init; }

    /// <summary>A password in the text.</summary>
    public Fact<string> Password { get; init; }
}
