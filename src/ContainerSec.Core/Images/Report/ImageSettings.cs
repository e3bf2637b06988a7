namespace ContainerSec.Images;

/// <summary>What a container of the image starts with.</summary>
/// <remarks>OCI image-spec, "Image Configuration", the property <c>config</c>.</remarks>
public sealed record ImageSettings
{
    /// <summary>The user, as written; empty means root.</summary>
    public string User { get; init; } = "";

    /// <summary>The entry point, one item an argument.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>The command, one item an argument.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Environment variables as <c>NAME=value</c>; values that are secrets are masked.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Ports that it says it listens on: <c>8080/tcp</c>, in ascending order.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary>Labels, in the order of their names; values that are secrets are masked.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The test of the health check, one item an argument; null when there is none.</summary>
    public IReadOnlyList<string>? HealthCheck { get; init; }

    /// <summary>The working directory.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>Folders that become volumes, in ascending order.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];
}
