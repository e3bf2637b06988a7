namespace ContainerSec.Images.Oci;

/// <summary>A manifest or an index: which of them it is, its members tell.</summary>
/// <remarks>OCI image-spec, "Image Manifest" and "Image Index"; Docker's "Image Manifest Version 2, Schema 2" and manifest list.</remarks>
internal sealed record OciManifest
{
    public int SchemaVersion { get; init; }

    public string? MediaType { get; init; }

    public string? ArtifactType { get; init; }

    public OciDescriptor? Config { get; init; }

    public List<OciDescriptor>? Layers { get; init; }

    public List<OciDescriptor>? Manifests { get; init; }

    public OciDescriptor? Subject { get; init; }

    public Dictionary<string, string>? Annotations { get; init; }

    public bool IsIndex => Manifests is not null;
}
