using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Sources;

[TestClass]
public class ArchiveTests
{
    private static readonly ImageForge Shop = new ImageForge().Layer(static t => t.File("shop", "1"));
    private static readonly ImageForge Other = new ImageForge().Layer(static t => t.File("other", "1"));

    [TestMethod]
    [DataRow("shop:1", "shop")]
    [DataRow("other", "other")]
    [DataRow("docker.io/library/other:latest", "other")]
    [DataRow(null, "name one of them: other:latest, shop:1")]
    [DataRow("shop:2", "has no image 'shop:2'; it has other:latest, shop:1")]
    public async Task Open_SeveralImages_TakesTheNamedOne(string? name, string expected)
    {
        using var folder = new TempFolder();
        var source = ImageSource.DockerArchive(folder.Write("two.tar", Two()), name);

        Assert.Contains(expected, await Told(source));
    }

    [TestMethod]
    [DataRow("../01/layer.tar", "")]
    [DataRow("/etc/passwd", "missing")]
    [DataRow("../../01/layer.tar", "missing")]
    [DataRow("../02/layer.tar", "missing", DisplayName = "a link to itself")]
    public async Task Open_LayerThatIsALink_IsFollowedWithinTheArchive(string target, string gap)
    {
        using var folder = new TempFolder();
        var layer = Shop.Blobs()[Shop.LayerDigests()[0]];
        var twice = new ImageForge().Layer(layer).Layer(layer);
        var tar = new TarForge().File("01/layer.tar", layer).Link("02/layer.tar", target).File("c.json", twice.ConfigBytes())
            .File("manifest.json", ImageForms.DockerManifest("c.json", [], ["01/layer.tar", "02/layer.tar"]));

        var report = await ImageInspector.InspectAsync(ImageSource.FromPath(folder.Write("a.tar", tar.ToArray())));

        Assert.AreEqual(gap, string.Join(' ', report.Gaps.Select(static g => g.Code)));
    }

    [TestMethod]
    public async Task Open_DockerArchiveWithLayoutBeside_TellsAttestations()
    {
        using var folder = new TempFolder();
        var statement = ImageForge.Digest("{}"u8.ToArray());
        var attestation = System.Text.Encoding.UTF8.GetBytes($$"""
            {"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{statement}}","size":2},
             "layers":[{"mediaType":"application/vnd.in-toto+json","digest":"{{statement}}","size":2,"annotations":{"in-toto.io/predicate-type":"https://spdx.dev/Document"} }]}
            """);
        var descriptor = ImageForms.Descriptor("application/vnd.oci.image.manifest.v1+json", attestation);
        descriptor["annotations"] = new System.Text.Json.Nodes.JsonObject { ["vnd.docker.reference.type"] = "attestation-manifest", ["vnd.docker.reference.digest"] = ImageForge.Digest(Shop.ManifestBytes()) };
        var nested = ImageForms.Index([Shop.ManifestDescriptor(), descriptor]);
        var tar = new TarForge();
        foreach (var bytes in Shop.Blobs().Values.Append(attestation).Append(nested))
            tar.File(ImageForms.BlobName(ImageForge.Digest(bytes)), bytes);
        tar.File("index.json", ImageForms.Index([ImageForms.Descriptor("application/vnd.oci.image.index.v1+json", nested)]))
            .File("manifest.json", ImageForms.DockerManifest(ImageForms.BlobName(Shop.ConfigDigest()), ["shop:1"], Shop.LayerDigests().Select(ImageForms.BlobName)));

        var report = await ImageInspector.InspectAsync(ImageSource.FromPath(folder.Write("a.tar", tar.ToArray())));

        Assert.AreEqual("https://spdx.dev/Document", report.Referrers.Single().Type);
        Assert.IsEmpty(report.Gaps);
    }

    [TestMethod]
    public async Task Open_NamesThatClimb_NeverLeaveTheArchive()
    {
        using var folder = new TempFolder();
        folder.Write("secret.json", Shop.ConfigBytes());
        var tar = new TarForge().File("manifest.json", ImageForms.DockerManifest("../secret.json", [], []));

        Assert.Contains("names no configuration", await Told(ImageSource.FromPath(folder.Write("in/a.tar", tar.ToArray()))));
    }

    [TestMethod]
    public async Task Open_BlobOfAnotherDigest_IsRefused()
    {
        using var folder = new TempFolder();
        var bytes = Shop.DockerArchiveOfBlobs("shop:1").AsSpan().ToArray();
        // The config is as its name says; the manifest names another.
        var config = ImageForms.BlobName(Shop.ConfigDigest());
        var tar = new TarForge().File(config, Other.ConfigBytes()).File("l", Other.Blobs()[Other.LayerDigests()[0]]).File("manifest.json", ImageForms.DockerManifest(config, [], ["l"]));

        Assert.Contains("digest of the configuration does not match", await Told(ImageSource.FromPath(folder.Write("a.tar", tar.ToArray()))));
        Assert.Contains("shop", await Told(ImageSource.FromPath(folder.Write("b.tar", bytes))));
    }

    [TestMethod]
    [DataRow("empty", "neither manifest.json nor index.json")]
    [DataRow("text", "no archive of an image")]
    [DataRow("xz", "packed in a way that is not read")]
    [DataRow("absent", "no such file")]
    [DataRow("folder", "no OCI layout")]
    [DataRow("cut", "no archive of an image, or is damaged")]
    [DataRow("cut gzip", "no archive of an image, or is damaged")]
    public async Task Open_WhatIsNoImage_SaysWhy(string kind, string expected)
    {
        using var folder = new TempFolder();
        var whole = Shop.DockerArchive("shop:1");
        var path = kind switch
        {
            "empty" => folder.Write("a", []),
            "text" => folder.Write("a", "ceci n'est pas une image"u8.ToArray()),
            "xz" => folder.Write("a", [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 0]),
            "cut" => folder.Write("a", whole[..1700]),
            "cut gzip" => folder.Write("a", ImageForge.Gzip(whole)[..200]),
            "folder" => folder.Path,
            _ => folder.At("absent"),
        };

        Assert.Contains(expected, await Told(ImageSource.FromPath(path)));
    }

    [TestMethod]
    public async Task Open_BombAsArchive_IsRefused()
    {
        using var folder = new TempFolder();
        var path = folder.Write("bomb.gz", ImageForge.Gzip(new TarForge().File("zeros", new byte[96 << 20]).ToArray()));

        var exception = await Assert.ThrowsExactlyAsync<ContainerSecException>(() =>
            ImageInspector.InspectAsync(ImageSource.FromPath(path), new InspectionOptions { Budgets = new InspectionBudgets { MaxCompressionRatio = 100 } }));
        Assert.Contains("more than 100 times larger", exception.Message);
    }

    private static byte[] Two()
    {
        var tar = new TarForge();
        foreach (var (digest, bytes) in Shop.Blobs().Concat(Other.Blobs()))
            tar.File(ImageForms.BlobName(digest), bytes);
        var entries = new System.Text.Json.Nodes.JsonArray(
            ImageForms.DockerEntry(ImageForms.BlobName(Shop.ConfigDigest()), ["shop:1"], Shop.LayerDigests().Select(ImageForms.BlobName)),
            ImageForms.DockerEntry(ImageForms.BlobName(Other.ConfigDigest()), ["other:latest"], Other.LayerDigests().Select(ImageForms.BlobName)));
        return tar.File("manifest.json", entries.ToJsonString()).ToArray();
    }

    // The diff ids as names of what was found, or the message.
    private static async Task<string> Told(ImageSource source)
    {
        try
        {
            var report = await ImageInspector.InspectAsync(source);
            return report.ConfigDigest == Shop.ConfigDigest() ? "shop" : "other";
        }
        catch (ContainerSecException exception)
        {
            return exception.Message;
        }
    }
}
