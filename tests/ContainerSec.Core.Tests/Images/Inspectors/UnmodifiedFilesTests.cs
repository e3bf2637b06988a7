using ContainerSec.Images;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Inspectors;
using ContainerSec.Images.Oci;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Inspectors;

/// <summary>What counts as a file that an OS package brought and nobody changed.</summary>
[TestClass]
public class UnmodifiedFilesTests
{
    private const string Dpkg = "Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n";
    private const string Sums = "d41d8cd98f00b204e9800998ecf8427e  usr/lib/a.so\nd41d8cd98f00b204e9800998ecf8427e  bin/a\n";

    [TestMethod]
    public async Task Dpkg_FilesOfTheSameLayer() =>
        Assert.AreEqual("usr/bin/a usr/lib/a.so", await Unmodified(f => f
            .Layer(t => t.Folder("usr/bin").Link("bin", "usr/bin"))
            .Layer(t => t.File("var/lib/dpkg/status", Dpkg).File("var/lib/dpkg/info/a.md5sums", Sums).File("usr/lib/a.so", "x").File("usr/bin/a", "x").File("usr/lib/other.so", "x").File("etc/a.conf", "x"))));

    [TestMethod]
    public async Task Dpkg_ChangedByALaterLayer_IsNot() =>
        Assert.AreEqual("usr/lib/a.so", await Unmodified(f => f
            .Layer(t => t.File("var/lib/dpkg/status", Dpkg).File("var/lib/dpkg/info/a.md5sums", Sums).File("usr/lib/a.so", "x").File("bin/a", "x"))
            .Layer(t => t.File("bin/a", "y").File("var/lib/dpkg/status", Dpkg))));

    [TestMethod]
    public async Task Apk_OfAnEarlierLayer_AlsoWhenTheDatabaseIsWrittenAnew()
    {
        const string Package = "P:a\nV:1\nA:x86_64\nF:usr/lib\nR:a.so\nF:etc\nR:a.conf\n";
        Assert.AreEqual("usr/lib/a.so usr/lib/b.so", await Unmodified(f => f
            .Layer(t => t.File("lib/apk/db/installed", Package).File("usr/lib/a.so", "x").File("etc/a.conf", "x"))
            .Layer(t => t.File("lib/apk/db/installed", Package + "\nP:b\nV:1\nA:x86_64\nF:usr/lib\nR:b.so\nR:c.so\n").File("usr/lib/b.so", "x"))));
    }

    [TestMethod]
    public async Task Rpm_WithoutConfiguration()
    {
        var header = RpmForge.Header("a", "1", "1", "noarch", (1116, (int[])[0, 1]), (1117, (string[])["a.so", "a.conf"]), (1118, (string[])["/usr/lib/", "/etc/"]), (1037, (int[])[0, 1]));
        Assert.AreEqual("usr/lib/a.so", await Unmodified(f => f.Layer(t => t.File("var/lib/rpm/Packages.db", RpmForge.Ndb(header)).File("usr/lib/a.so", "x").File("etc/a.conf", "x"))));
    }

    // The set is for other inspectors and no part of the report, so the steps of an inspection are gone through here.
    private static async Task<string> Unmodified(Func<ImageForge, ImageForge> fill)
    {
        var forge = fill(new ImageForge());
        var builder = new ImageReportBuilder { Now = DateTimeOffset.UnixEpoch };
        var probe = new Probe(builder);
        await probe.RunAsync(forge);
        return string.Join(' ', builder.UnmodifiedPackageFiles.Order(StringComparer.Ordinal));
    }

    private sealed class Probe(ImageReportBuilder builder)
    {
        public async Task RunAsync(ImageForge forge)
        {
            Inspector[] inspectors = [new OsRelease(), new Dpkg(), new Apk(), new Rpm()];
            var options = InspectionOptions.Default;
            var image = await forge.ToSource().OpenAsync(options);
            using var buffers = new ContainerSec.Images.Layers.BufferBudget(options.Budgets.MaxBufferedSize);
            var reader = new ContainerSec.Images.Layers.LayerReader(inspectors, buffers, options);
            var (view, facts) = (new MergedView(), new List<PlacedFact>());
            var results = new List<(LayerResult Result, int[] Nodes)>();
            foreach (var layer in image.Layers)
            {
                var result = (await reader.ReadAsync(layer, layer.Digest, CancellationToken.None)).Result;
                results.Add((result, view.Add(result.DiffId, result.Files)));
            }

            for (var i = 0; i < results.Count; i++)
            {
                foreach (var fact in results[i].Result.Facts)
                    facts.Add(new PlacedFact(fact, view.PathOf(results[i].Nodes[fact.Entry]), results[i].Result.DiffId, !view.IsVisible(results[i].Nodes[fact.Entry], i, fact.Entry)));
            }

            foreach (var inspector in inspectors)
                inspector.Conclude(new ImageFacts(new OciImageConfiguration(), [], view, facts), builder);
        }
    }
}
