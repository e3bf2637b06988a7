namespace ContainerSec.Images.Oci;

/// <summary>A reference to a blob.</summary>
/// <remarks>OCI image-spec, "Content Descriptors"; Docker schema 2 has the same members.</remarks>
internal sealed record OciDescriptor
{
    public string? MediaType { get; init; }

    public string? Digest { get; init; }

    public long Size { get; init; } = -1;

    public OciPlatform? Platform { get; init; }

    public Dictionary<string, string>? Annotations { get; init; }

    public string? ArtifactType { get; init; }

    public List<string>? Urls { get; init; }
}

/// <summary>The platform of a manifest in an index.</summary>
internal sealed record OciPlatform
{
    public string? Os { get; init; }

    public string? Architecture { get; init; }

    public string? Variant { get; init; }

    public Platform? ToPlatform() => Os is null || Architecture is null ? null
        : new Platform { OperatingSystem = Os, Architecture = Architecture, Variant = Variant };
}
