using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSec.Images;

namespace ContainerSec.Testing.Images;

/// <summary>Makes images in memory, layer by layer, with the digests that belong to them.</summary>
public sealed class ImageForge
{
    private readonly List<(byte[] Stored, string MediaType, string DiffId)> _layers = [];
    private readonly JsonArray _history = [];
    private JsonObject _config = [];

    /// <summary>Adds a plain layer.</summary>
    public ImageForge Layer(Action<TarForge> fill, string createdBy = "COPY . .") => Layer(Tar(fill), createdBy);

    /// <summary>Adds a plain layer of these bytes.</summary>
    public ImageForge Layer(byte[] tar, string createdBy = "COPY . .") => Add(tar, "application/vnd.oci.image.layer.v1.tar", Digest(tar), createdBy);

    /// <summary>Adds a layer packed with gzip.</summary>
    public ImageForge GzipLayer(Action<TarForge> fill, string createdBy = "COPY . .")
    {
        var tar = Tar(fill);
        return Add(Gzip(tar), "application/vnd.oci.image.layer.v1.tar+gzip", Digest(tar), createdBy);
    }

    /// <summary>Adds a layer as it is stored, with the media type and diff id that the image shall state.</summary>
    public ImageForge Add(byte[] stored, string mediaType, string diffId, string createdBy = "COPY . .")
    {
        _layers.Add((stored, mediaType, diffId));
        _history.Add((JsonNode)new JsonObject { ["created"] = "2026-01-02T03:04:05Z", ["created_by"] = createdBy });
        return this;
    }

    /// <summary>Sets the part of the configuration that containers start with: <c>{ "User": "1000" }</c>.</summary>
    public ImageForge Config(string json)
    {
        _config = JsonNode.Parse(json)!.AsObject();
        return this;
    }

    /// <summary>Adds a step of the build that made no layer.</summary>
    public ImageForge Step(string createdBy)
    {
        _history.Add((JsonNode)new JsonObject { ["created"] = "2026-01-02T03:04:05Z", ["created_by"] = createdBy, ["empty_layer"] = true });
        return this;
    }

    /// <summary>The bytes of the configuration.</summary>
    public byte[] ConfigBytes() => JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject
    {
        ["created"] = "2026-01-02T03:04:05Z",
        ["architecture"] = "amd64",
        ["os"] = "linux",
        ["config"] = _config.DeepClone(),
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray([.. _layers.Select(static l => (JsonNode)l.DiffId)]) },
        ["history"] = _history.DeepClone(),
    });

    /// <summary>The bytes of the manifest.</summary>
    public byte[] ManifestBytes() => JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = "application/vnd.oci.image.manifest.v1+json",
        ["config"] = Descriptor("application/vnd.oci.image.config.v1+json", ConfigBytes()),
        ["layers"] = new JsonArray([.. _layers.Select(static l => (JsonNode)Descriptor(l.MediaType, l.Stored))]),
    });

    /// <summary>Every blob of the image by its digest: configuration, manifest, layers.</summary>
    public IReadOnlyDictionary<string, byte[]> Blobs()
    {
        var blobs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var bytes in _layers.Select(static l => l.Stored).Append(ConfigBytes()).Append(ManifestBytes()))
            blobs[Digest(bytes)] = bytes;
        return blobs;
    }

    /// <summary>The image as a source in memory.</summary>
    public ImageSource ToSource() => new MemorySource(new SourceImage
    {
        Digest = Digest(ManifestBytes()),
        Manifest = ManifestBytes(),
        ConfigDigest = Digest(ConfigBytes()),
        Config = ConfigBytes(),
        Layers = [.. _layers.Select(static l => new MemoryLayer(l.Stored) { MediaType = l.MediaType, Digest = Digest(l.Stored), Size = l.Stored.Length })],
    });

    /// <summary>Inspects the image.</summary>
    public Task<ImageReport> InspectAsync(InspectionOptions? options = null) => ImageInspector.InspectAsync(ToSource(), options);

    /// <summary>The SHA-256 digest of bytes.</summary>
    public static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Packs bytes with gzip.</summary>
    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Tar(Action<TarForge> fill)
    {
        var tar = new TarForge();
        fill(tar);
        return tar.ToArray();
    }

    private static JsonObject Descriptor(string mediaType, byte[] bytes) => new() { ["mediaType"] = mediaType, ["digest"] = Digest(bytes), ["size"] = bytes.Length };

    private sealed class MemorySource(SourceImage image) : ImageSource
    {
        public override string Name => "memory";

        public override Task<SourceImage> OpenAsync(InspectionOptions options, CancellationToken cancellationToken = default) => Task.FromResult(image);
    }

    private sealed class MemoryLayer(byte[] bytes) : SourceLayer
    {
        public override Task<Stream> OpenAsync(CancellationToken cancellationToken = default) => Task.FromResult<Stream>(new MemoryStream(bytes, writable: false));
    }
}
