namespace ContainerSec;

/// <summary>A mount of a RUN instruction.</summary>
public sealed record BuildMount
{
    /// <summary><c>bind</c>, <c>cache</c>, <c>tmpfs</c>, <c>secret</c> or <c>ssh</c>.</summary>
    public string Type { get; init; } = "bind";

    /// <summary>The id of a cache, secret or ssh mount.</summary>
    public Fact<string> Id { get; init; }

    /// <summary>The path in the container.</summary>
    public Fact<string> Target { get; init; }

    /// <summary>The path in the source.</summary>
    public Fact<string> Source { get; init; }

    /// <summary>The stage, context or image that is mounted.</summary>
    public Fact<string> From { get; init; }

    /// <summary>The stage that is mounted; null when it is none of the file.</summary>
    public DockerfileStage? FromStage { get; init; }

    /// <summary><see cref="From"/> where it is no stage of the file: an image; unknown for a bare name, which may be a build context of the command line.</summary>
    public Fact<ImageReference> FromImage { get; init; }

    /// <summary>Permission bits as a number (0400 is 256).</summary>
    public Fact<int> Mode { get; init; }

    /// <summary>The environment variable that a secret is put into.</summary>
    public Fact<string> Environment { get; init; }

    /// <summary>Whether it can be written to.</summary>
    public Fact<bool> ReadWrite { get; init; }
}
