namespace ContainerSec;

/// <summary>COPY or ADD.</summary>
public sealed record CopyInstruction : DockerfileInstruction
{
    /// <summary>Whether it is ADD, which also fetches addresses and unpacks archives.</summary>
    public bool IsAdd { get; init; }

    /// <summary>What is copied: paths, patterns, addresses; the names of heredocs are not among them.</summary>
    public FactList<string> Sources { get; init; } = FactList<string>.Unset;

    /// <summary>Where it is copied to.</summary>
    public Fact<string> Destination { get; init; }

    /// <summary>The stage, context or image that is copied from.</summary>
    public Fact<string> From { get; init; }

    /// <summary>The stage that is copied from; null when it is none of the file.</summary>
    public DockerfileStage? FromStage { get; init; }

    /// <summary><see cref="From"/> where it is no stage of the file: an image; unknown for a bare name, which may be a build context of the command line.</summary>
    public Fact<ImageReference> FromImage { get; init; }

    /// <summary>The owner that files get, as written.</summary>
    public Fact<string> Owner { get; init; }

    /// <summary>The mode that files get, as written: octal digits or symbols.</summary>
    public Fact<string> Mode { get; init; }

    /// <summary>The digest that a fetched file must have.</summary>
    public Fact<string> Checksum { get; init; }

    /// <summary>Whether files come with it as heredocs.</summary>
    public bool HasHeredoc { get; init; }
}
