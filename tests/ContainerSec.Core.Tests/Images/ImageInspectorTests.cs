using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images;

[TestClass]
public class ImageInspectorTests
{
    private const string Debian = "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";

    [TestMethod]
    public async Task Inspect_TwoLayers_TellsSystemAndModes()
    {
        var report = await new ImageForge()
            .Layer(t => t.File("etc/os-release", Debian).File("usr/bin/su", "x", 0b100_111_101_101).File("tmp/open", "x", 0b110_110_110))
            .GzipLayer(t => t.Whiteout("tmp/open").File("usr/bin/ping", [1], 0b111_101_101, capability: [1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
            .InspectAsync();

        Assert.AreEqual("debian", report.OperatingSystem?.Id);
        Assert.AreEqual("usr/bin/su", report.SetuidFiles.Single().Path);
        Assert.IsEmpty(report.WorldWritable);
        Assert.AreEqual("usr/bin/ping:net_raw", string.Join(',', report.FileCapabilities.Select(f => $"{f.Path}:{string.Join('+', f.Permitted)}".ToLowerInvariant().Replace("netraw", "net_raw", StringComparison.Ordinal))));
        Assert.AreEqual(1, report.Layers[0].WastedSize);
        Assert.IsEmpty(report.Gaps);
    }

    [TestMethod]
    public async Task Inspect_ChangedLayer_IsRefused()
    {
        var good = new ImageForge().Layer(t => t.File("a", "1"));
        var forged = new ImageForge().Add(new TarForge().File("a", "2").ToArray(), "application/vnd.oci.image.layer.v1.tar", ImageForge.Digest(new TarForge().File("a", "1").ToArray()));

        Assert.IsEmpty((await good.InspectAsync()).Gaps);
        var exception = await Assert.ThrowsExactlyAsync<ContainerSecException>(() => forged.InspectAsync());
        StringAssert.Contains(exception.Message, "diff", StringComparison.Ordinal);
        Assert.AreEqual(GapCodes.Integrity, (await forged.InspectAsync(new InspectionOptions { AllowDigestMismatch = true })).Gaps.Single().Code);
    }

    [TestMethod]
    public async Task Inspect_WithCache_TellsTheSame()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var image = new ImageForge().Layer(t => t.File("etc/os-release", Debian).File("usr/bin/su", "x", 0b100_111_101_101));
        var options = new InspectionOptions { Cache = LayerCache.InDirectory(folder) };
        try
        {
            var first = await image.InspectAsync(options);
            var second = await image.InspectAsync(options);

            Assert.HasCount(1, Directory.GetFiles(folder));
            Assert.AreEqual(first.OperatingSystem?.PrettyName, second.OperatingSystem?.PrettyName);
            Assert.AreEqual(first.SetuidFiles.Single(), second.SetuidFiles.Single());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public async Task Inspect_HardLinkThatSomebodyAsksFor_ReadsItsTarget()
    {
        var report = await new ImageForge().GzipLayer(t => t.File("sysroot/objects/1", Debian).HardLink("etc/os-release", "sysroot/objects/1")).InspectAsync();

        Assert.AreEqual("debian", report.OperatingSystem?.Id);
    }

    [TestMethod]
    [DataRow("ID=other!\n", DisplayName = "other bytes")]
    [DataRow("", DisplayName = "fewer bytes")]
    public async Task Inspect_LayerThatChangesBetweenTwoReadings_IsAFailureOfTheSource(string later)
    {
        var (first, second) = (Linked(Debian), Linked(later));

        await Assert.ThrowsAsync<IOException>(() => ImageInspector.InspectAsync(new ChangingSource(first, second)));
        Assert.AreEqual("debian", (await ImageInspector.InspectAsync(new ChangingSource(first, first))).OperatingSystem?.Id);
    }

    [TestMethod]
    public async Task Inspect_LayerThatGrowsBetweenTwoReadings_IsHeldToTheBudgets()
    {
        var options = new InspectionOptions { Budgets = new InspectionBudgets { MaxLayerSize = 64 << 10 } };

        await Assert.ThrowsAsync<IOException>(() => ImageInspector.InspectAsync(new ChangingSource(Linked(Debian), Linked(new string('x', 1 << 20))), options));
    }

    private static byte[] Linked(string content) => new TarForge().File("objects/1", content).HardLink("etc/os-release", "objects/1").ToArray();

    private sealed class ChangingSource(byte[] first, byte[] second) : ImageSource
    {
        public override string Name => "changing";

        public override Task<SourceImage> OpenAsync(InspectionOptions options, CancellationToken cancellationToken = default) =>
            Task.FromResult(new SourceImage { Layers = [new ChangingLayer(first, second) { Digest = ImageForge.Digest(first), Size = first.Length }] });
    }

    private sealed class ChangingLayer(byte[] first, byte[] second) : SourceLayer
    {
        private int _readings;

        public override Task<Stream> OpenAsync(CancellationToken cancellationToken = default) => Task.FromResult<Stream>(new MemoryStream(_readings++ == 0 ? first : second, writable: false));
    }
}
