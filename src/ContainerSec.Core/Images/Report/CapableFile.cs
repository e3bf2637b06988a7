namespace ContainerSec.Images;

/// <summary>A file with capabilities: whoever runs it gets them.</summary>
/// <remarks>capabilities(7), "File capabilities"; the attribute <c>security.capability</c> in version 1, 2 or 3.</remarks>
public sealed record CapableFile
{
    /// <summary>The path without leading slash, links in its folders followed.</summary>
    public required string Path { get; init; }

    /// <summary>Capabilities that the program is permitted, whatever its caller has.</summary>
    public CapabilitySet Permitted { get; init; }

    /// <summary>Capabilities that it keeps if its caller can inherit them.</summary>
    public CapabilitySet Inheritable { get; init; }

    /// <summary>Whether they are effective from the start.</summary>
    public bool IsEffective { get; init; }

    /// <summary>The user id, as the first user namespace numbers it, of the namespace's root that the capabilities hold in (version 3); null for versions 1 and 2.</summary>
    public long? RootId { get; init; }

    /// <summary>The diff id of the last layer that wrote it.</summary>
    public required string Layer { get; init; }
}
