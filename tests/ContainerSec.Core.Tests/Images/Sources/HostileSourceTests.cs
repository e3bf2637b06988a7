using System.Text;
using System.Text.Json.Nodes;
using ContainerSec.Images;
using ContainerSec.Testing.Images;
using CsCheck;

namespace ContainerSec.Tests.Images.Sources;

/// <summary>Whatever is done to an archive or to its documents: a report, or a refusal that says why.</summary>
[TestClass]
public class HostileSourceTests
{
    private static readonly ImageForge Image = new ImageForge()
        .Layer(static t => t.File("etc/os-release", "ID=debian\n").Link("a", "b").File("usr/bin/su", "x", 0b100_111_101_101))
        .GzipLayer(static t => t.Whiteout("a").File("b", new string('x', 3000)));

    private static readonly byte[][] Archives =
    [
        Image.DockerArchive("shop:1"), Image.DockerArchiveOfBlobs("shop:1"), Image.OciArchive("1"),
        ImageForge.Gzip(Image.DockerArchive("shop:1")), ImageForge.Gzip(Image.OciArchive("1")),
    ];

    private static readonly string[] Values =
    [
        "null", "0", "-1", "1e308", "9223372036854775807", "\"\"", "\"x\"", "[]", "{}", "true", "[null]", "\"../../../etc/passwd\"", "\"/etc/passwd\"", "\"sha256:../../x\"",
        "\"sha256:0000000000000000000000000000000000000000000000000000000000000000\"", "\"sha512:00\"", "{\"a\":[{\"a\":[{\"a\":[]}]}]}", "\"\\u0000\\u001b[31m\"", "\"application/vnd.oci.image.index.v1+json\"",
    ];

    [TestMethod]
    public void Inspect_MutatedArchive_IsReportedOrRefused()
    {
        using var folder = new TempFolder();
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var bytes = Mutate(Archives[random.Next(Archives.Length)], random);
                // As a file that is read in place, and as a stream that goes by.
                var source = random.Next(2) == 0
                    ? ImageSource.FromPath(folder.Write(Guid.NewGuid().ToString("N"), bytes))
                    : ImageSource.Archive("stream", _ => Task.FromResult<Stream>(new MemoryStream(bytes, writable: false)));
                Check(source);
            },
            iter: 600, seed: "0N0XIzNsQ0O2", threads: 2);
    }

    [TestMethod]
    public void Inspect_MutatedDocuments_AreReportedOrRefused() => Gen.Int.Sample(
        static seed =>
        {
            var random = new Random(seed);
            var archive = random.Next(2) == 0 ? ForgedDockerArchive(random) : ForgedOciArchive(random);
            Check(ImageSource.Archive("stream", _ => Task.FromResult<Stream>(new MemoryStream(archive, writable: false))));
        },
        iter: 1000, seed: "0N0XIzNsQ0O2", threads: 2);

    // Every digest is right, so that the change is reached.
    private static byte[] ForgedOciArchive(Random random)
    {
        var (config, manifest) = (Image.ConfigBytes(), JsonNode.Parse(Image.ManifestBytes())!);
        if (random.Next(3) == 0)
            config = MutateJson(config, random);
        manifest["config"]!["digest"] = ImageForge.Digest(config);
        var manifestBytes = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        if (random.Next(3) != 0)
            manifestBytes = MutateJson(manifestBytes, random);
        var index = ImageForms.Index([ImageForms.Descriptor("application/vnd.oci.image.manifest.v1+json", manifestBytes)]);
        if (random.Next(3) == 0)
            index = MutateJson(index, random);
        var tar = new TarForge();
        foreach (var bytes in Image.Blobs().Values.Append(config).Append(manifestBytes))
            tar.File(ImageForms.BlobName(ImageForge.Digest(bytes)), bytes);
        return tar.File("index.json", index).ToArray();
    }

    private static byte[] ForgedDockerArchive(Random random)
    {
        var tar = new TarForge();
        foreach (var (digest, bytes) in Image.Blobs())
            tar.File(ImageForms.BlobName(digest), bytes);
        var config = random.Next(2) == 0 ? MutateJson(Image.ConfigBytes(), random) : Image.ConfigBytes();
        var manifest = ImageForms.DockerManifest("c.json", ["shop:1"], Image.LayerDigests().Select(ImageForms.BlobName));
        return tar.File("c.json", config).File("manifest.json", random.Next(2) == 0 ? MutateJson(manifest, random) : manifest).ToArray();
    }

    private static byte[] MutateJson(byte[] json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        for (var changes = random.Next(1, 3); changes > 0; changes--)
        {
            var places = new List<(JsonNode Parent, object Key)>();
            Collect(root, places);
            if (places.Count == 0)
                break;
            var (parent, key) = places[random.Next(places.Count)];
            var value = JsonNode.Parse(Values[random.Next(Values.Length)]);
            if (key is string name)
                parent[name] = value;
            else
                parent[(int)key] = value;
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void Collect(JsonNode? node, List<(JsonNode Parent, object Key)> places)
    {
        if (node is JsonObject map)
        {
            foreach (var (name, value) in map)
            {
                places.Add((map, name));
                Collect(value, places);
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                places.Add((list, i));
                Collect(list[i], places);
            }
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        for (var changes = random.Next(1, 8); changes > 0; changes--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.AsSpan(at, random.Next(Math.Min(600, bytes.Length - at))).Clear(); break;
                case 3 when bytes.Length > 1024: bytes.AsSpan(random.Next(bytes.Length / 2), 512).CopyTo(bytes.AsSpan(Math.Min(at, bytes.Length - 512))); break;
                default:
                    if (random.Next(4) == 0 && at > 600)
                        bytes = bytes[..at];
                    break;
            }
        }

        return bytes;
    }

    private static void Check(ImageSource source)
    {
        try
        {
            var options = new InspectionOptions { MaxParallelism = 2, AllowDigestMismatch = true, Budgets = new InspectionBudgets { MaxLayerSize = 1 << 20, MaxEntries = 1000 } };
            Assert.IsNotNull(ImageInspector.InspectAsync(source, options).GetAwaiter().GetResult());
        }
        catch (ContainerSecException exception)
        {
            Assert.IsFalse(exception.Message.Any(char.IsControl), exception.Message);
        }
    }
}
