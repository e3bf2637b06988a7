namespace ContainerSec.Images;

/// <summary>A file or folder that is in an image and that nothing of it needs.</summary>
public sealed record Leftover
{
    /// <summary>The path without leading slash.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes of its files, in all layers.</summary>
    public long Size { get; init; }

    /// <summary>Whether a later layer removed it: its bytes are shipped all the same.</summary>
    public bool Deleted { get; init; }

    /// <summary>The diff id of the last layer that wrote to it.</summary>
    public required string Layer { get; init; }
}
