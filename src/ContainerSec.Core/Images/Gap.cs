namespace ContainerSec.Images;

/// <summary>A thing that could not be inspected, and why. What is missing from a report because of it is not proven absent.</summary>
public sealed record Gap
{
    /// <summary>The kind; one of <see cref="GapCodes"/>. Policies and <c>--fail-on</c> name it.</summary>
    public required string Code { get; init; }

    /// <summary>The diff id of the layer; null when it is about the image as a whole.</summary>
    public string? Layer { get; init; }

    /// <summary>The file's path without leading slash; null when it is about a whole layer.</summary>
    public string? Path { get; init; }

    /// <summary>One sentence: what could not be inspected and why.</summary>
    public required string Message { get; init; }
}
