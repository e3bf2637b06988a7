namespace ContainerSec.Docker;

/// <summary>Where an engine is and how it is spoken to.</summary>
public sealed record EngineOptions
{
    /// <summary>The defaults: as the engine's own command line finds it.</summary>
    public static EngineOptions Default { get; } = new();

    /// <summary>The address: <c>unix:///var/run/docker.sock</c>, <c>tcp://host:2376</c>, <c>npipe://./pipe/docker_engine</c>. Null: <c>DOCKER_HOST</c>, the current context, or the default socket; for Podman <c>CONTAINER_HOST</c> or its sockets.</summary>
    public Uri? Host { get; init; }

    /// <summary>The folder with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c> for an engine over TLS. Null: <c>DOCKER_CERT_PATH</c>, if that or <c>DOCKER_TLS_VERIFY</c> is set.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>How long the engine may take to begin with an answer: 10 minutes, since it packs an image before it sends it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
