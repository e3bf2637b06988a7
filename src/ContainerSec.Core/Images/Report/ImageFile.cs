namespace ContainerSec.Images;

/// <summary>A file that matters by its mode or type.</summary>
public sealed record ImageFile
{
    /// <summary>The path without leading slash, links in its folders followed.</summary>
    public required string Path { get; init; }

    /// <summary>Permissions with setuid (04000), setgid (02000) and sticky (01000); an octal number of four digits when printed.</summary>
    public int Mode { get; init; }

    /// <summary>The owner.</summary>
    public long UserId { get; init; }

    /// <summary>The group.</summary>
    public long GroupId { get; init; }

    /// <summary>The diff id of the last layer that wrote it.</summary>
    public required string Layer { get; init; }
}
