using System.Text.Json.Nodes;
using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Sources;

[TestClass]
public class LayoutTests
{
    private const string IndexType = "application/vnd.oci.image.index.v1+json";
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    private static readonly ImageForge Amd = new ImageForge().Layer(static t => t.File("amd", "1"));
    private static readonly ImageForge Arm = new ImageForge().Layer(static t => t.File("arm", "1"));

    [TestMethod]
    [DataRow("linux/amd64", "amd")]
    [DataRow("linux/arm64", "arm")]
    [DataRow("linux/arm64/v8", "arm")]
    [DataRow("windows/amd64", "no image for windows/amd64; it has linux/amd64, linux/arm64")]
    public async Task Open_IndexOfPlatforms_TakesTheOneThatWasAskedFor(string platform, string expected)
    {
        using var layout = new Layout();
        var index = layout.AddIndex(Amd.ManifestDescriptor(), Arm.ManifestDescriptor(platform: "linux/arm64"));

        var told = await layout.Told(options: new InspectionOptions { Platform = Platform.Parse(platform) }, top: [index]);

        Assert.Contains(expected, told);
    }

    [TestMethod]
    public async Task Open_IndexInIndex_NamesTheOuterDigest()
    {
        using var layout = new Layout();
        var outer = layout.AddIndex(layout.AddIndex(Amd.ManifestDescriptor()));
        layout.Write(outer);

        await using var image = await ImageSource.FromPath(layout.Path).OpenAsync(InspectionOptions.Default);

        Assert.AreEqual(outer["digest"]!.GetValue<string>(), image.IndexDigest);
        Assert.AreEqual(ImageForge.Digest(Amd.ManifestBytes()), image.Digest);
    }

    [TestMethod]
    public async Task Open_IndexesTooDeep_IsRefused()
    {
        using var layout = new Layout();
        var index = layout.AddIndex(Amd.ManifestDescriptor());
        for (var i = 0; i < 6; i++)
            index = layout.AddIndex(index);

        Assert.Contains("more than 4 deep", await layout.Told(top: [index]));
    }

    [TestMethod]
    public async Task Open_ChangedIndex_IsRefusedOrAGap()
    {
        using var layout = new Layout();
        var index = layout.AddIndex(Amd.ManifestDescriptor());
        layout.Blobs[index["digest"]!.GetValue<string>()] = ImageForms.Index([Arm.ManifestDescriptor()]);

        Assert.Contains("digest of the index does not match", await layout.Told(top: [index]));
        var report = await ImageInspector.InspectAsync(ImageSource.FromPath(layout.Path), new InspectionOptions { AllowDigestMismatch = true });
        Assert.AreEqual(GapCodes.Integrity, report.Gaps.Single().Code);
    }

    [TestMethod]
    [DataRow("a", "amd")]
    [DataRow("b", "arm")]
    [DataRow("c", "no image 'c'; it has a, b")]
    [DataRow(null, "several images; name one of them: a, b")]
    public async Task Open_SeveralTags_TakesTheNamedOne(string? tag, string expected)
    {
        using var layout = new Layout();

        Assert.Contains(expected, await layout.Told(selection: tag, top: [Amd.ManifestDescriptor("a"), Arm.ManifestDescriptor("b")]));
    }

    [TestMethod]
    public async Task Open_PlatformsAtTheTop_AreOneImage()
    {
        using var layout = new Layout();

        Assert.AreEqual("amd", await layout.Told(top: [Arm.ManifestDescriptor(platform: "linux/arm64"), Amd.ManifestDescriptor()]));
    }

    [TestMethod]
    [DataRow("""{"schemaVersion":2,"config":{"mediaType":"application/vnd.cncf.helm.config.v1+json","digest":"$","size":2},"layers":[]}""", "artifact of the type 'application/vnd.cncf.helm.config.v1+json'")]
    [DataRow("""{"schemaVersion":2,"artifactType":"text/x","config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"$","size":2},"layers":[]}""", "artifact of the type 'text/x'")]
    [DataRow("""{"schemaVersion":1,"name":"x","fsLayers":[]}""", "schema 1")]
    [DataRow("""{"schemaVersion":2}""", "no configuration")]
    [DataRow("""{"schemaVersion":2,"config":{"digest":"sha256:../../../etc/passwd"},"layers":[]}""", "none that can be checked")]
    [DataRow("""{"schemaVersion":2,"schemaVersion":2}""", "no usable JSON")]
    [DataRow("""[""", "no usable JSON")]
    [DataRow("""{"manifests":[]}""", "names no image")]
    [DataRow("""{"manifests":[null]}""", "names no image")]
    [DataRow("""{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"$","size":2},"layers":[null]}""", "none that can be checked")]
    [DataRow("""{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"$","size":2},"layers":[{"mediaType":"application/vnd.in-toto+json","digest":"$"}]}""", "attestation")]
    public async Task Open_ManifestThatIsNoImage_SaysWhy(string manifest, string expected)
    {
        using var layout = new Layout();
        var bytes = System.Text.Encoding.UTF8.GetBytes(manifest.Replace("$", layout.Add("{}"u8.ToArray()), StringComparison.Ordinal));
        layout.Add(bytes);

        Assert.Contains(expected, await layout.Told(top: [ImageForms.Descriptor(ManifestType, bytes)]));
    }

    [TestMethod]
    public async Task Open_ZeroLayers_IsAnImage()
    {
        var empty = new ImageForge();
        using var layout = new Layout();
        foreach (var bytes in empty.Blobs().Values)
            layout.Add(bytes);
        layout.Write(empty.ManifestDescriptor());

        Assert.IsEmpty((await ImageInspector.InspectAsync(ImageSource.FromPath(layout.Path))).Layers);
    }

    [TestMethod]
    public async Task Open_MissingBlob_IsAGap()
    {
        var two = new ImageForge().Layer(static t => t.File("a", "1")).Layer(static t => t.File("b", "1"));
        using var layout = new Layout();
        foreach (var (digest, bytes) in two.Blobs())
        {
            if (digest != two.LayerDigests()[1])
                layout.Add(bytes);
        }

        layout.Write(two.ManifestDescriptor());

        Assert.AreEqual(GapCodes.Missing, (await ImageInspector.InspectAsync(ImageSource.FromPath(layout.Path))).Gaps.Single().Code);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Open_BlobThatIsALink_IsRefused(bool wholeFolder)
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Links need a right on Windows.");
        using var layout = new Layout();
        layout.Write(Amd.ManifestDescriptor());
        using var outside = new TempFolder();
        var target = wholeFolder ? Path.Combine(layout.Path, "blobs") : Path.Combine(layout.Path, ImageForms.BlobName(Amd.LayerDigests()[0]));
        if (wholeFolder)
        {
            Directory.Move(target, outside.At("moved"));
            Directory.CreateSymbolicLink(target, outside.At("moved"));
        }
        else
        {
            File.Move(target, outside.At("moved"));
            File.CreateSymbolicLink(target, outside.At("moved"));
        }

        var exception = await Assert.ThrowsExactlyAsync<ContainerSecException>(() => ImageInspector.InspectAsync(ImageSource.FromPath(layout.Path)));
        Assert.Contains("is a link", exception.Message);
    }

    [TestMethod]
    public async Task Open_PipesInPlaceOfFiles_AreNotWaitedFor()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Needs pipes.");
        using var layout = new Layout();
        layout.Write(Amd.ManifestDescriptor());
        var blob = Path.Combine(layout.Path, ImageForms.BlobName(Amd.LayerDigests()[0]));
        File.Delete(blob);
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [blob, Path.Combine(layout.Path, "pipe.tar")]))
            await mkfifo.WaitForExitAsync();

        // Its only layer is missing, so nothing can be read.
        var exception = await Assert.ThrowsExactlyAsync<ContainerSecException>(() => ImageInspector.InspectAsync(ImageSource.FromPath(layout.Path)));
        Assert.Contains("not in the source", exception.Message);
        exception = await Assert.ThrowsExactlyAsync<ContainerSecException>(() => ImageInspector.InspectAsync(ImageSource.FromPath(Path.Combine(layout.Path, "pipe.tar"))));
        Assert.Contains("pipe or a device", exception.Message);
    }

    [TestMethod]
    public async Task Open_AttestationsAndReferrers_AreTold()
    {
        using var layout = new Layout();
        var manifest = ImageForge.Digest(Amd.ManifestBytes());
        var statement = layout.Add("{}"u8.ToArray());
        var attestation = layout.AddManifest($$"""
            {"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{statement}}","size":2},
             "layers":[{"mediaType":"application/vnd.in-toto+json","digest":"{{statement}}","size":2,"annotations":{"in-toto.io/predicate-type":"https://spdx.dev/Document"} },
                       {"mediaType":"application/vnd.in-toto+json","digest":"{{statement}}","size":2,"annotations":{"in-toto.io/predicate-type":"https://slsa.dev/provenance/v1"} }] }
            """);
        attestation["platform"] = new JsonObject { ["os"] = "unknown", ["architecture"] = "unknown" };
        attestation["annotations"] = new JsonObject { ["vnd.docker.reference.type"] = "attestation-manifest", ["vnd.docker.reference.digest"] = manifest };
        var signature = layout.AddManifest($$"""
            {"schemaVersion":2,"artifactType":"application/vnd.example.signature","config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"{{statement}}","size":2},"layers":[],
             "subject":{"mediaType":"{{ManifestType}}","digest":"{{manifest}}","size":1} }
            """);
        signature["artifactType"] = "application/vnd.example.signature";
        var ofAnother = layout.AddManifest($$"""
            {"schemaVersion":2,"artifactType":"application/vnd.example.other","config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"{{statement}}","size":2},"layers":[],
             "subject":{"mediaType":"{{ManifestType}}","digest":"{{statement}}","size":1} }
            """);
        ofAnother["artifactType"] = "application/vnd.example.other";
        layout.Write(layout.AddIndex(Amd.ManifestDescriptor(), attestation), signature, ofAnother);

        var report = await ImageInspector.InspectAsync(ImageSource.FromPath(layout.Path));

        Assert.AreEqual(
            "application/vnd.example.signature https://slsa.dev/provenance/v1 https://spdx.dev/Document",
            string.Join(' ', report.Referrers.Select(static r => r.Type).Order(StringComparer.Ordinal)));
    }

    /// <summary>A layout in the making.</summary>
    private sealed class Layout : IDisposable
    {
        private readonly TempFolder _folder = new();

        public Layout()
        {
            foreach (var bytes in Amd.Blobs().Values.Concat(Arm.Blobs().Values))
                Add(bytes);
        }

        public Dictionary<string, byte[]> Blobs { get; } = new(StringComparer.Ordinal);

        public string Path => _folder.Path;

        public string Add(byte[] bytes)
        {
            Blobs[ImageForge.Digest(bytes)] = bytes;
            return ImageForge.Digest(bytes);
        }

        public JsonObject AddManifest(string json)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(json);
            Add(bytes);
            return ImageForms.Descriptor(ManifestType, bytes);
        }

        public JsonObject AddIndex(params JsonObject[] manifests)
        {
            var bytes = ImageForms.Index(manifests.Select(static m => m.DeepClone().AsObject()));
            Add(bytes);
            return ImageForms.Descriptor(IndexType, bytes);
        }

        public void Write(params JsonObject[] top) => ImageForms.WriteLayout(_folder.Path, Blobs, ImageForms.Index(top.Select(static m => m.DeepClone().AsObject())));

        public async Task<string> Told(JsonObject[] top, string? selection = null, InspectionOptions? options = null)
        {
            Write(top);
            try
            {
                var report = await ImageInspector.InspectAsync(ImageSource.OciLayout(_folder.Path, selection), options);
                return report.ConfigDigest == Amd.ConfigDigest() ? "amd" : "arm";
            }
            catch (ContainerSecException exception)
            {
                return exception.Message;
            }
        }

        public void Dispose() => _folder.Dispose();
    }
}
