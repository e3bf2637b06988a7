using ContainerSec.Images;
using ContainerSec.Reports;
using ContainerSec.Testing.Images;
using ContainerSec.Tests.Images.Sources.Registry;
using ZstdSharp;

namespace ContainerSec.Tests.Images.Sources;

/// <summary>One image in every form: whatever the source, the report is the same.</summary>
[TestClass]
public class SourceConformanceTests
{
    private static readonly ImageForge Image = new ImageForge()
        .Layer(static t => t.File("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n").File("usr/bin/su", "x", 0b100_111_101_101))
        .GzipLayer(static t => t.File("srv/open", "x", 0b110_110_110).File("big", Enumerable.Range(0, 300_000).Select(static i => (byte)(i * i)).ToArray()), "COPY big /")
        .Layer(static t => t.Whiteout("usr/bin/su").File("usr/bin/ping", [1], 0b111_101_101, capability: [1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), "RUN rm /usr/bin/su")
        .Config("""{ "User": "1000", "Env": ["A=1"] }""");

    private static readonly Lazy<ForgedRegistry> Registry = new(static () => new ForgedRegistry(Image));

    public static IEnumerable<object[]> Forms() => Sources.Keys.Select(static k => new object[] { k });

    private static readonly Dictionary<string, Func<TempFolder, ImageSource>> Sources = new()
    {
        ["docker archive"] = static f => ImageSource.DockerArchive(f.Write("a.tar", Image.DockerArchive("shop:1"))),
        ["docker archive, by path"] = static f => ImageSource.FromPath(f.Write("a.tar", Image.DockerArchive("shop:1"))),
        ["docker archive, gzip"] = static f => ImageSource.DockerArchive(f.Write("a.tar.gz", ImageForge.Gzip(Image.DockerArchive("shop:1")))),
        ["docker archive, zstd"] = static f => ImageSource.FromPath(f.Write("a.tar.zst", Zstd(Image.DockerArchive("shop:1")))),
        ["docker archive of blobs"] = static f => ImageSource.DockerArchive(f.Write("a.tar", Image.DockerArchiveOfBlobs("shop:1")), "shop:1"),
        ["docker archive of blobs, gzip"] = static f => ImageSource.Parse("docker-archive:" + f.Write("a.tar", ImageForge.Gzip(Image.DockerArchiveOfBlobs("shop:1"))) + ":shop:1"),
        ["archive that goes by"] = static _ => ImageSource.Archive("stream", static _ => Task.FromResult<Stream>(new MemoryStream(Image.DockerArchive("shop:1"), writable: false))),
        ["OCI archive"] = static f => ImageSource.OciArchive(f.Write("a.tar", Image.OciArchive("1")), "1"),
        ["OCI archive, gzip, by path"] = static f => ImageSource.FromPath(f.Write("a.tar", ImageForge.Gzip(Image.OciArchive()))),
        ["registry"] = static _ => ImageSource.Registry(Registry.Value.Reference, new RegistryOptions { UseStoredCredentials = false }),
        ["OCI layout"] = static f => Layout(f, ImageSource.FromPath),
        ["OCI layout, by tag"] = static f => Layout(f, static p => ImageSource.Parse($"oci:{p}:1")),
        ["OCI layout, by digest"] = static f => Layout(f, static p => ImageSource.Parse($"oci:{p}@{ImageForge.Digest(Image.ManifestBytes())}")),
    };

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public async Task Inspect_EveryForm_TellsTheSame(string form)
    {
        using var folder = new TempFolder();

        var expected = Normal(await Image.InspectAsync());
        var report = await ImageInspector.InspectAsync(Sources[form](folder));

        Assert.IsEmpty(report.Gaps);
        Assert.AreEqual(Json(expected), Json(Normal(report)));
    }

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public async Task Open_LayersTwiceAndTogether_GivesTheSameBytes(string form)
    {
        using var folder = new TempFolder();
        await using var image = await Sources[form](folder).OpenAsync(InspectionOptions.Default);

        var read = await Task.WhenAll(image.Layers.Reverse().Concat(image.Layers).Select(static async layer =>
        {
            await using var stream = await layer.OpenAsync();
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            return ImageForge.Digest(bytes.ToArray());
        }));

        CollectionAssert.AreEqual(Image.LayerDigests().Reverse().Concat(Image.LayerDigests()).ToList(), read);
    }

    // Where it was, and what only some sources know, may differ.
    private static ImageReport Normal(ImageReport report) => report with
    {
        Source = "",
        Digest = null,
        Names = [],
        Layers = [.. report.Layers.Select(static l => l with { MediaType = "" })],
    };

    private static ImageSource Layout(TempFolder folder, Func<string, ImageSource> open)
    {
        Image.WriteLayout(folder.At("layout"), "1");
        return open(folder.At("layout"));
    }

    [ClassCleanup]
    public static void StopRegistry()
    {
        if (Registry.IsValueCreated)
            Registry.Value.Dispose();
    }

    private static byte[] Zstd(byte[] bytes)
    {
        using var compressor = new Compressor();
        return compressor.Wrap(bytes).ToArray();
    }

    private static string Json(ImageReport report)
    {
        var writer = new StringWriter();
        ImageReports.Write(report, ImageReportFormat.Json, writer);
        return writer.ToString();
    }
}
