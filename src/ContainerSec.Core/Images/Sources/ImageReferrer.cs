namespace ContainerSec.Images;

/// <summary>A document that refers to an image: a bill of materials, provenance, a signature.</summary>
/// <remarks>OCI image-spec 1.1, the property <c>subject</c>; BuildKit keeps attestations as manifests beside the image in its index.</remarks>
public sealed record ImageReferrer
{
    /// <summary>The kind: the artifact type or the predicate type, as stated.</summary>
    public required string Type { get; init; }

    /// <summary>The digest of its manifest.</summary>
    public required string Digest { get; init; }
}
