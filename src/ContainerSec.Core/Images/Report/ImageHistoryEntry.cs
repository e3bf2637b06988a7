namespace ContainerSec.Images;

/// <summary>A step of the build.</summary>
public sealed record ImageHistoryEntry
{
    /// <summary>The command; secrets in it are masked.</summary>
    public required string Command { get; init; }

    /// <summary>When it ran, as the image says.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The diff id of the layer that it made; null for a step that changed only the configuration.</summary>
    public string? Layer { get; init; }
}
