namespace ContainerSec;

/// <summary>How an image is built: a Compose build section, options of a build command.</summary>
public sealed record ImageBuild : Subject
{
    /// <summary>Where it was written.</summary>
    public Surface Surface { get; init; }

    /// <summary>The context: a path or an address.</summary>
    public Fact<string> BuildContext { get; init; }

    /// <summary>The Dockerfile's path, relative to the context.</summary>
    public Fact<string> DockerfilePath { get; init; }

    /// <summary>The stage that is built.</summary>
    public Fact<string> Target { get; init; }

    /// <summary>Build arguments.</summary>
    public FactList<EnvironmentVariable> Arguments { get; init; } = FactList<EnvironmentVariable>.Unset;

    /// <summary>The network that build steps use.</summary>
    public Fact<NamespaceMode> Network { get; init; }

    /// <summary>Whether build steps run privileged.</summary>
    public Fact<bool> Privileged { get; init; }

    /// <summary>BuildKit entitlements: <c>network.host</c>, <c>security.insecure</c>.</summary>
    public FactList<string> Entitlements { get; init; } = FactList<string>.Unset;

    /// <summary>Secrets that build steps may mount, by name.</summary>
    public FactList<string> Secrets { get; init; } = FactList<string>.Unset;

    /// <summary>Labels that the image gets.</summary>
    public FactList<Label> Labels { get; init; } = FactList<Label>.Unset;
}
