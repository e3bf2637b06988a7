namespace ContainerSec.Images;

/// <summary>The distribution that an image is built on.</summary>
/// <remarks>os-release(5).</remarks>
public sealed record OperatingSystemRelease
{
    /// <summary>The distribution, in lower case: <c>debian</c>, <c>alpine</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The version: <c>12</c>, <c>3.20.3</c>; null for rolling ones.</summary>
    public string? VersionId { get; init; }

    /// <summary>The code name of the version: <c>bookworm</c>; null when none is said.</summary>
    public string? VersionCodename { get; init; }

    /// <summary>For people: <c>Debian GNU/Linux 12 (bookworm)</c>.</summary>
    public string? PrettyName { get; init; }

    /// <summary>Distributions that it is derived from, nearest first: <c>rhel</c>, <c>fedora</c>.</summary>
    public IReadOnlyList<string> IdLike { get; init; } = [];

    /// <summary>The file that tells it.</summary>
    public required string Path { get; init; }
}
