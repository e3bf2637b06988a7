using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ContainerSec.Images;

namespace ContainerSec.Benchmarks;

/// <summary>An image of one layer that looks like a distribution with an application: made from a fixed seed.</summary>
internal sealed class ImageInput
{
    private ImageInput(byte[] tar)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(tar);
        Layer = packed.ToArray();
        Tar = tar;
        var config = Encoding.UTF8.GetBytes($$"""{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["{{Digest(tar)}}"] } }""");
        Source = new MemorySource(new SourceImage
        {
            Config = config,
            ConfigDigest = Digest(config),
            Layers = [new MemoryLayer(Layer) { Digest = Digest(Layer), Size = Layer.Length, MediaType = "application/vnd.oci.image.layer.v1.tar+gzip" }],
        });
    }

    /// <summary>The layer as stored.</summary>
    public byte[] Layer { get; }

    /// <summary>The layer unpacked.</summary>
    public byte[] Tar { get; }

    /// <summary>The image.</summary>
    public ImageSource Source { get; }

    /// <summary>Makes an image.</summary>
    /// <param name="size">Bytes of the files of its layer, about.</param>
    public static ImageInput Create(int size)
    {
        var random = new Random(20261124);
        using var bytes = new MemoryStream(size + (size / 8));
        using (var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            Add(tar, "etc/os-release", Encoding.UTF8.GetBytes("ID=debian\nVERSION_ID=\"12\"\n"));
            Add(tar, "var/lib/dpkg/status", Status(300));
            for (var i = 0; bytes.Length < size; i++)
                Add(tar, $"usr/{(i % 3 == 0 ? "lib/x86_64-linux-gnu/lib" : "share/doc/package")}{i}{(i % 3 == 0 ? ".so.1" : "/text.txt")}", i % 3 == 0 ? Program(random) : Text(random));
        }

        return new ImageInput(bytes.ToArray());
    }

    private static void Add(TarWriter tar, string path, byte[] content)
    {
        var entry = new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content), Mode = path.Contains(".so", StringComparison.Ordinal) ? (UnixFileMode)0b111_101_101 : (UnixFileMode)0b110_100_100 };
        tar.WriteEntry(entry);
    }

    private static byte[] Status(int packages)
    {
        var text = new StringBuilder();
        for (var i = 0; i < packages; i++)
            text.Append($"Package: package-{i}\nStatus: install ok installed\nPriority: optional\nSection: libs\nMaintainer: Some Body <some@example.com>\nArchitecture: amd64\nVersion: 1.{i}-1\nDepends: package-{i / 2} (>= 1.0)\nDescription: a package\n that does something\n\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // Half of it repeats, as code does: it becomes two to three times smaller.
    private static byte[] Program(Random random)
    {
        var program = new byte[random.Next(20_000, 300_000)];
        "\u007fELF"u8.CopyTo(program);
        for (var i = 64; i + 16 < program.Length; i += 16)
        {
            if (random.Next(3) > 0)
                program.AsSpan(Math.Max(0, i - random.Next(16, 4000)), 16).CopyTo(program.AsSpan(i));
            else
                random.NextBytes(program.AsSpan(i, 16));
        }

        return program;
    }

    private static byte[] Text(Random random)
    {
        string[] words = ["the", "package", "configuration", "of", "a", "file", "and", "error", "token", "value", "https://example.com/", "license", "version", "secret", "is", "key", "\n"];
        var text = new StringBuilder();
        for (var length = random.Next(500, 30_000); text.Length < length;)
            text.Append(words[random.Next(words.Length)]).Append(' ');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

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
