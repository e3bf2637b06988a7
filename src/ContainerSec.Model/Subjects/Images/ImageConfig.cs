namespace ContainerSec;

/// <summary>What an image's configuration says: the last stage of a Dockerfile, container properties of a project, a built image.</summary>
/// <remarks>OCI image-spec, "Image Configuration".</remarks>
public sealed record ImageConfig : Subject
{
    /// <summary>Where it was written.</summary>
    public Surface Surface { get; init; }

    /// <summary>The image that it is built on; unset for one built on nothing.</summary>
    public Fact<ImageReference> BaseImage { get; init; }

    /// <summary>The user; unset means the base image's.</summary>
    public Fact<Principal> User { get; init; }

    /// <summary>The group; unset means the user's.</summary>
    public Fact<Principal> Group { get; init; }

    /// <summary>Environment variables.</summary>
    public FactList<EnvironmentVariable> Environment { get; init; } = FactList<EnvironmentVariable>.Unset;

    /// <summary>The entry point, one item an argument; a shell form is the arguments of its shell.</summary>
    public FactList<string> Entrypoint { get; init; } = FactList<string>.Unset;

    /// <summary>The command, one item an argument.</summary>
    public FactList<string> Command { get; init; } = FactList<string>.Unset;

    /// <summary>The commands that entry point and command run, as far as their text tells.</summary>
    public ShellScript Script { get; init; } = ShellScript.Empty;

    /// <summary>Ports that it says it listens on.</summary>
    public FactList<ExposedPort> ExposedPorts { get; init; } = FactList<ExposedPort>.Unset;

    /// <summary>Directories that become volumes.</summary>
    public FactList<string> Volumes { get; init; } = FactList<string>.Unset;

    /// <summary>Labels.</summary>
    public FactList<Label> Labels { get; init; } = FactList<Label>.Unset;

    /// <summary>The health check.</summary>
    public Fact<HealthCheck> HealthCheck { get; init; }

    /// <summary>The working directory.</summary>
    public Fact<string> WorkingDirectory { get; init; }

    /// <summary>The names that it is published under, where they are written.</summary>
    public FactList<ImageReference> Tags { get; init; } = FactList<ImageReference>.Unset;

    /// <summary>The operating system, in lower case: <c>linux</c>, <c>windows</c>.</summary>
    public Fact<string> OperatingSystem { get; init; }
}
