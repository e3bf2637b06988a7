using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContainerSec.Testing.Images;

/// <summary>The forms in which an image is kept, made of an <see cref="ImageForge"/>.</summary>
public static class ImageForms
{
    /// <summary>As <c>docker save</c> wrote it before version 25: the configuration as <c>0123….json</c>, each layer in a folder of its own.</summary>
    public static byte[] DockerArchive(this ImageForge image, params string[] names)
    {
        var tar = new TarForge();
        var layers = new List<string>();
        foreach (var (digest, i) in image.LayerDigests().Select(static (d, i) => (d, i)))
        {
            var folder = $"{i:x2}{Hex(digest)[2..]}";
            tar.Folder(folder).File(folder + "/VERSION", "1.0").File(folder + "/layer.tar", image.Blobs()[digest]);
            layers.Add(folder + "/layer.tar");
        }

        var config = Hex(image.ConfigDigest()) + ".json";
        return tar.File(config, image.ConfigBytes()).File("manifest.json", DockerManifest(config, names, layers)).ToArray();
    }

    /// <summary>As <c>docker save</c> writes it since version 25: an OCI layout with <c>manifest.json</c> beside.</summary>
    public static byte[] DockerArchiveOfBlobs(this ImageForge image, params string[] names)
    {
        var tar = Layout(image, names.FirstOrDefault());
        return tar.File("manifest.json", DockerManifest(BlobName(image.ConfigDigest()), names, [.. image.LayerDigests().Select(BlobName)])).ToArray();
    }

    /// <summary>An archive of an OCI layout.</summary>
    public static byte[] OciArchive(this ImageForge image, string? tag = null) => Layout(image, tag).ToArray();

    /// <summary>Writes an OCI layout.</summary>
    public static void WriteLayout(this ImageForge image, string folder, string? tag = null) => WriteLayout(folder, image.Blobs(), Index([image.ManifestDescriptor(tag)]));

    /// <summary>Writes an OCI layout of these blobs and this index.</summary>
    public static void WriteLayout(string folder, IReadOnlyDictionary<string, byte[]> blobs, byte[] index)
    {
        Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256"));
        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllBytes(Path.Combine(folder, "index.json"), index);
        foreach (var (digest, bytes) in blobs)
            File.WriteAllBytes(Path.Combine(folder, "blobs", "sha256", Hex(digest)), bytes);
    }

    /// <summary>An index of these descriptors.</summary>
    public static byte[] Index(IEnumerable<JsonObject> descriptors) => JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = "application/vnd.oci.image.index.v1+json",
        ["manifests"] = new JsonArray([.. descriptors]),
    });

    /// <summary>The descriptor of the image's manifest in an index.</summary>
    public static JsonObject ManifestDescriptor(this ImageForge image, string? tag = null, string? platform = "linux/amd64")
    {
        var descriptor = Descriptor("application/vnd.oci.image.manifest.v1+json", image.ManifestBytes());
        if (platform?.Split('/') is { } parts)
            descriptor["platform"] = new JsonObject { ["os"] = parts[0], ["architecture"] = parts[1] };
        if (tag is not null)
            descriptor["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = tag };
        return descriptor;
    }

    /// <summary>The descriptor of any blob.</summary>
    public static JsonObject Descriptor(string mediaType, byte[] bytes) => new() { ["mediaType"] = mediaType, ["digest"] = ImageForge.Digest(bytes), ["size"] = bytes.Length };

    /// <summary>The digests of the layers as stored, base first.</summary>
    public static IReadOnlyList<string> LayerDigests(this ImageForge image) =>
        [.. JsonNode.Parse(image.ManifestBytes())!["layers"]!.AsArray().Select(static l => l!["digest"]!.GetValue<string>())];

    /// <summary>The digest of the configuration.</summary>
    public static string ConfigDigest(this ImageForge image) => ImageForge.Digest(image.ConfigBytes());

    /// <summary>The name of a blob in an archive: <c>blobs/sha256/0123…</c>.</summary>
    public static string BlobName(string digest) => "blobs/" + digest.Replace(':', '/');

    /// <summary>The <c>manifest.json</c> of a docker archive with one image.</summary>
    public static byte[] DockerManifest(string config, IEnumerable<string> names, IEnumerable<string> layers) =>
        JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonArray(DockerEntry(config, names, layers)));

    /// <summary>An image in the <c>manifest.json</c> of a docker archive.</summary>
    public static JsonObject DockerEntry(string config, IEnumerable<string> names, IEnumerable<string> layers) => new()
    {
        ["Config"] = config,
        ["RepoTags"] = new JsonArray([.. names.Select(static n => (JsonNode)n)]),
        ["Layers"] = new JsonArray([.. layers.Select(static l => (JsonNode)l)]),
    };

    private static TarForge Layout(ImageForge image, string? tag)
    {
        var tar = new TarForge().Folder("blobs").Folder("blobs/sha256");
        foreach (var (digest, bytes) in image.Blobs().OrderBy(static b => b.Key, StringComparer.Ordinal))
            tar.File(BlobName(digest), bytes);
        return tar.File("index.json", Index([image.ManifestDescriptor(tag)])).File("oci-layout", """{"imageLayoutVersion":"1.0.0"}""");
    }

    private static string Hex(string digest) => digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
