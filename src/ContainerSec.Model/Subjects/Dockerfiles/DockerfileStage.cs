namespace ContainerSec;

/// <summary>A stage of a Dockerfile, from its FROM to the next.</summary>
public sealed record DockerfileStage : Subject
{
    /// <summary>Its place, 0-based.</summary>
    public int Index { get; init; }

    /// <summary>The image that it is built on; unset when it is built on another stage.</summary>
    public Fact<ImageReference> BaseImage { get; init; }

    /// <summary>The stage that it is built on; null when it is built on an image.</summary>
    public DockerfileStage? BaseStage { get; init; }

    /// <summary>The platform that FROM asks for.</summary>
    public Fact<string> Platform { get; init; }

    /// <summary>Whether it is the last stage.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Its instructions without FROM, in the order of writing.</summary>
    public IReadOnlyList<DockerfileInstruction> Instructions { get; init; } = [];

    /// <summary>Images that files are taken from: COPY --from and RUN --mount=from= where they name no stage.</summary>
    public IEnumerable<Fact<ImageReference>> SourceImages
    {
        get
        {
            foreach (var instruction in Instructions)
            {
                if (instruction is CopyInstruction { FromImage.IsUnset: false } copy)
                    yield return copy.FromImage;
                if (instruction is not RunInstruction run)
                    continue;
                foreach (var mount in run.Mounts)
                {
                    if (mount is { IsKnown: true, Value.FromImage.IsUnset: false })
                        yield return mount.Value.FromImage;
                }
            }
        }
    }

    /// <summary>Every image that building the stage pulls: its base and those that files are taken from; never <c>scratch</c>.</summary>
    public IEnumerable<Fact<ImageReference>> PulledImages
    {
        get
        {
            if (!BaseImage.IsUnset && !BaseImage.Is(static image => image.IsScratch))
                yield return BaseImage;
            foreach (var image in SourceImages)
                yield return image;
        }
    }

    /// <inheritdoc/>
    public override string Description => Name.Length > 0 ? $"stage '{Name}'" : $"stage {Index}";

    /// <summary>Whether instructions of this stage find their way into the image that the other one becomes: it is that stage, or that stage is built on it.</summary>
    /// <param name="other">The stage that is built.</param>
    public bool IsPartOf(DockerfileStage other)
    {
        for (var stage = other; stage is not null; stage = stage.BaseStage)
        {
            if (stage.Index == Index)
                return true;
        }

        return false;
    }
}
