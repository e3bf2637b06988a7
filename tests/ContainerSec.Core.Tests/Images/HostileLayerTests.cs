using System.IO.Compression;
using System.Text;
using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images;

/// <summary>Layers that lie: each is told as a gap, what is good in the image is still reported, and nothing of it takes long or much.</summary>
[TestClass]
public class HostileLayerTests
{
    private static readonly InspectionBudgets Small = new() { MaxEntries = 100, MaxNamesSize = 4096, MaxLayerSize = 4 << 20, MaxFacts = 10, MaxGaps = 5, MaxHeaderSize = 8192 };

    public static IEnumerable<(string What, Func<byte[]> Layer, string Gaps)> Layers =>
    [
        ("good", static () => Tar(static t => t.File("a", "1")), ""),
        ("climbs", static () => Tar(static t => t.File("../../etc/passwd", "x").File("usr/../../x", "x")), "entry entry"),
        ("absolute name", static () => Tar(static t => t.File("/etc/absolute", "x")), ""),
        ("hard link that climbs", static () => Tar(static t => t.HardLink("etc/os-release", "../../../etc/shadow")), ""),
        ("links in a circle", static () => Tar(static t => t.Link("a", "b").Link("b", "a").File("a/x", "x").Link("etc", "etc")), ""),
        ("truncated header", static () => Tar(static t => t.File("a", "1"))[..700], "damaged"),
        ("truncated content", static () => Tar(static t => t.File("a", new string('x', 5000)))[..3000], "damaged"),
        ("no end", static () => new TarForge().File("a", "1").ToArrayWithoutEnd(), ""),
        ("no archive at all", static () => Encoding.ASCII.GetBytes(new string('x', 4096)), "damaged"),
        ("wrong checksum", static () => Broken(static b => b[0] = (byte)'z'), "damaged"),
        ("size that is no number", static () => Broken(static b => { "zzzzzzzzzzz"u8.CopyTo(b.AsSpan(124)); Seal(b); }), "damaged"),
        ("negative size", static () => Broken(static b => { b.AsSpan(124, 12).Fill(0xFF); Seal(b); }), "damaged"),
        ("size of 2^62", static () => Broken(static b => { b.AsSpan(124, 12).Clear(); b[124] = 0x80; b[128] = 0x40; Seal(b); }), "damaged"),
        ("long names without end", static () => new TarForge().Entry("././@LongLink", 'L', new byte[10_000]).File("a", "1").ToArray(), "damaged"),
        ("pax record longer than its header", static () => new TarForge().Entry("p", 'x', "999 path=a\n"u8.ToArray()).File("a", "1").ToArray(), "damaged"),
        ("pax size that is no number", static () => new TarForge().Pax(("size", "-5"u8.ToArray())).File("a", "1").ToArray(), "damaged"),
        ("too deep", static () => new TarForge().Pax(("path", Encoding.ASCII.GetBytes(string.Join('/', Enumerable.Repeat("d", 3000))))).File("a", "1").ToArray(), "entry"),
        ("too many entries", static () => Tar(static t => { for (var i = 0; i < 300; i++) t.File($"f{i}", ""); }), "budget"),
        ("long names together", static () => Tar(static t => { for (var i = 0; i < 90; i++) t.File(new string('n', 90) + i, ""); }), "budget"),
        ("too large", static () => Tar(static t => t.File("zeros", new byte[5 << 20])), "budget"),
        ("many gaps", static () => Tar(static t => { for (var i = 0; i < 50; i++) t.File($"../{i}", ""); }), "entry entry entry entry entry budget"),
        ("unknown type", static () => new TarForge().Entry("a", 'Q', [1, 2, 3]).File("b", "1").ToArray(), "entry"),
        ("sparse map that jumps back", static () => Sparse("10,5,0,5", 100), "damaged"),
        ("sparse file of an exabyte", static () => Sparse("0,5", long.MaxValue), "opaque"),
        ("names that are no text", static () => Tar(static t => t.Raw(NamedBytes([0xFF, 0xFE, (byte)'a']))), ""),
        ("control characters in a name", static () => Tar(static t => t.File("a\u001b[31mred\n", "x")), ""),
        ("gzip that breaks off", static () => ImageForge.Gzip(Tar(static t => t.File("a", new string('x', 100_000))))[..60], "damaged"),
        ("gzip with damage", static () => Damaged(ImageForge.Gzip(Tar(static t => t.File("a", Guid.NewGuid().ToString())))), "damaged"),
        ("xz", static () => [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 0, 0], "media-type"),
        ("bytes after the end", static () => [.. Tar(static t => t.File("a", "1")), .. "hidden"u8], ""),
        ("nothing", static () => [], ""),
    ];

    [TestMethod]
    [DynamicData(nameof(Layers))]
    public async Task Inspect_HostileLayer_TellsAGap(string what, Func<byte[]> layer, string gaps)
    {
        var bytes = layer();

        var report = await Image(bytes).InspectAsync(new InspectionOptions { Budgets = Small });

        Assert.AreEqual(gaps, string.Join(' ', report.Gaps.Select(static g => g.Code)), what);
        Assert.AreEqual("good/file", report.Entries.First(static e => e.Path.StartsWith("good/", StringComparison.Ordinal)).Path, "the good layer is reported all the same");
        Assert.IsFalse(report.Entries.Any(static e => Climbs(e.Path) || e.Path.StartsWith('/') || e.Path.Any(char.IsControl)), "no path climbs or draws");
    }

    [TestMethod]
    public async Task Inspect_Bomb_StopsEarly()
    {
        // The begin of 10 GiB of zeros; how much of it was read the report tells.
        var bomb = new TarForge().Entry("zeros", '0', [], size: 10L << 30).ToArrayWithoutEnd();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bomb);
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 512; i++)
                gzip.Write(zeros);
        }

        var report = await Image(packed.ToArray()).InspectAsync();

        Assert.AreEqual("budget", report.Gaps.Single().Code);
        Assert.IsLessThan(300L << 20, report.Layers[1].UnpackedSize);
    }

    [TestMethod]
    public async Task Inspect_MutatedLayers_NeverThrows()
    {
        var seed = Tar(static t => t.Pax(("SCHILY.xattr.security.capability", [1, 0, 0, 2, 0, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).File("bin/ping", "x").Folder("d").Link("l", "d").HardLink("h", "bin/ping").Whiteout("d/gone").Opaque("d").Raw(Sparse("0,5,10,5", 20)[..^1024]));
        var random = new Random(20261124);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = seed.ToArray();
            for (var n = random.Next(1, 6); n > 0; n--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (i % 3 == 0)
                ReSeal(bytes);
            var layer = i % 2 == 0 ? bytes : ImageForge.Gzip(bytes);

            var report = await Image(layer).InspectAsync(new InspectionOptions { Budgets = Small });

            Assert.IsFalse(report.Entries.Any(static e => Climbs(e.Path)), $"mutation {i}");
        }
    }

    private static bool Climbs(string path) => path.Split('/').Contains("..");

    private static ImageForge Image(byte[] layer) => new ImageForge()
        .Layer(static t => t.File("good/file", "1"))
        .Add(layer, "application/vnd.oci.image.layer.v1.tar", DiffIdOf(layer));

    // The digest of what can be unpacked of it, so that nothing but the hostile part is wrong.
    private static string DiffIdOf(byte[] layer)
    {
        if (!layer.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return ImageForge.Digest(layer);
        try
        {
            using var unpacked = new MemoryStream();
            new GZipStream(new MemoryStream(layer), CompressionMode.Decompress).CopyTo(unpacked);
            return ImageForge.Digest(unpacked.ToArray());
        }
        catch (InvalidDataException)
        {
            return ImageForge.Digest(layer);
        }
    }

    private static byte[] Tar(Action<TarForge> fill)
    {
        var tar = new TarForge();
        fill(tar);
        return tar.ToArray();
    }

    private static byte[] Broken(Action<byte[]> breaks)
    {
        var bytes = new TarForge().File("a", "1").ToArray();
        breaks(bytes);
        return bytes;
    }

    private static byte[] Damaged(byte[] bytes)
    {
        bytes[^9] ^= 0xFF;
        return bytes;
    }

    private static void Seal(byte[] archive) => TarForge.Sealed(archive[..512]).CopyTo(archive, 0);

    private static void ReSeal(byte[] archive)
    {
        for (var at = 0; at + 512 <= archive.Length; at += 512)
        {
            if (archive.AsSpan(at + 257, 5).SequenceEqual("ustar"u8))
                TarForge.Sealed(archive[at..(at + 512)]).CopyTo(archive, at);
        }
    }

    private static byte[] Sparse(string map, long size) => new TarForge()
        .Pax(("GNU.sparse.map", Encoding.ASCII.GetBytes(map)), ("GNU.sparse.size", Encoding.ASCII.GetBytes($"{size}")), ("GNU.sparse.name", "etc/os-release"u8.ToArray()))
        .File("GNUSparseFile.0/x", "12345").ToArray();

    private static byte[] NamedBytes(byte[] name)
    {
        var header = new TarForge().File("x", "").ToArrayWithoutEnd();
        name.CopyTo(header, 0);
        return TarForge.Sealed(header);
    }
}
