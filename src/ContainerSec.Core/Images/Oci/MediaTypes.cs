namespace ContainerSec.Images.Oci;

/// <summary>Media types of OCI image-spec 1.1 and of Docker's schema 2.</summary>
internal static class MediaTypes
{
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string DockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string OciLayerPrefix = "application/vnd.oci.image.layer.";
    public const string DockerLayerPrefix = "application/vnd.docker.image.rootfs.";

    /// <summary>Layers that an image may name and a registry need not hold (Windows base layers).</summary>
    public static bool IsForeign(string mediaType) =>
        mediaType.Contains(".nondistributable.", StringComparison.Ordinal) || mediaType.Contains(".foreign.", StringComparison.Ordinal);

    /// <summary>Whether the layer is encrypted, as the ocicrypt project marks it.</summary>
    public static bool IsEncrypted(string mediaType) => mediaType.EndsWith("+encrypted", StringComparison.Ordinal);
}
