using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using ContainerSec.Images;
using ContainerSec.Images.Inspectors;
using ContainerSec.Testing.Images;
using CsCheck;

namespace ContainerSec.Tests.Images.Inspectors;

[TestClass]
public class RpmTests
{
    private const string Fedora = "ID=fedora\nVERSION_ID=40\n";

    // Long enough for overflow pages in each of the formats.
    private static readonly byte[] s_shop = RpmForge.Header("shop", "1.2", "3.fc40", "x86_64", (1003, (int[])[2]), (1011, "Fedora Project"), (1014, "GPLv2+ and MIT"), (1044, "shop-all-1.2-3.fc40.src.rpm"),
        (1047, (string[])["shop", "libshop.so.1()(64bit)"]), (5096, "shop:1:2024:abc"), (1116, (int[])[0, 1]), (1117, (string[])["data", "shop.conf"]), (1118, (string[])["/usr/share/shop/", "/etc/"]),
        (1037, (int[])[0, 1]), (1004, new string('x', 6000)));

    private static readonly byte[] s_tool = RpmForge.Header("tool", "1", "1.fc40", "noarch", (1044, "tool-1-1.fc40.src.rpm"), (1049, (string[])["libshop.so.1()(64bit)", "rpmlib(X)", "/bin/nothing"]));
    private static readonly byte[] s_viewer = RpmForge.Header("viewer", "1", "1.fc40", "x86_64", (1049, (string[])["/usr/share/shop/data"]));
    private static readonly byte[] s_key = RpmForge.Header("gpg-pubkey", "a15b79cc", "63d04c2c", "(none)");

    [TestMethod]
    [DataRow("var/lib/rpm/rpmdb.sqlite")]
    [DataRow("usr/lib/sysimage/rpm/rpmdb.sqlite")]
    [DataRow("usr/lib/sysimage/rpm/Packages.db")]
    [DataRow("var/lib/rpm/Packages")]
    [DataRow("usr/share/rpm/rpmdb.sqlite")]
    public async Task Inspect_EachFormat_TellsTheSame(string path)
    {
        var report = await Inspect(path, Database(path, s_shop, s_key, s_tool, s_viewer));

        Assert.IsEmpty(report.Gaps);
        CollectionAssert.AreEqual(new[]
        {
            "pkg:rpm/fedora/shop@1.2-3.fc40?arch=x86_64&distro=fedora-40&epoch=2&upstream=shop-all-1.2-3.fc40.src.rpm",
            "pkg:rpm/fedora/tool@1-1.fc40?arch=noarch&distro=fedora-40&upstream=tool-1-1.fc40.src.rpm",
            "pkg:rpm/fedora/viewer@1-1.fc40?arch=x86_64&distro=fedora-40",
        }, report.Packages.Select(static p => p.Purl.ToString()).ToArray());
        var shop = report.Packages[0];
        Assert.AreEqual("2:1.2-3.fc40|shop-all 1.2-3.fc40|shop:1:2024:abc|Fedora Project|GPL-2.0-or-later AND MIT", $"{shop.Version}|{shop.SourcePackage?.Name} {shop.SourcePackage?.Version}|{shop.Module}|{shop.Supplier}|{string.Join(',', shop.Licenses)}");
        Assert.IsNull(report.Packages[1].SourcePackage);
        CollectionAssert.AreEqual(new[] { shop.Purl.ToString() }, report.Packages[1].DependsOn.ToArray(), "by a library");
        CollectionAssert.AreEqual(new[] { shop.Purl.ToString() }, report.Packages[2].DependsOn.ToArray(), "by a file");
    }

    [TestMethod]
    public void BerkeleyHash_OfTheOtherByteOrder_IsRead() =>
        CollectionAssert.AreEqual(s_shop, new BerkeleyHash(RpmForge.BerkeleyHash(isBigEndian: true, s_tool, s_shop)).Values().ElementAt(1).ToArray());

    [TestMethod]
    public async Task Inspect_RealDatabase_SameAsRpm()
    {
        if (RealImages.Rpm is not { } folder)
        {
            Assert.Inconclusive("rpm and rpmbuild are not installed.");
            return;
        }

        var report = await new ImageForge().Layer(await File.ReadAllBytesAsync(Path.Combine(folder, "layer.tar"))).InspectAsync();

        Assert.AreEqual(GapCodes.OperatingSystem, report.Gaps.Single().Code);
        CollectionAssert.AreEqual(await File.ReadAllLinesAsync(Path.Combine(folder, "packages.tsv")), report.Packages.Select(Line).Order(StringComparer.Ordinal).ToArray());
        Assert.AreEqual("pkg:rpm/fedora/shop-libs@1.2-3.fc40?arch=noarch&epoch=2&upstream=shop-1.2-3.fc40.src.rpm", report.Packages.Single(static p => p.Name == "shop-tools").DependsOn.Single());

        static string Line(ImagePackage p)
        {
            var epoch = p.Purl.Qualifiers.Single(static q => q.Key == "epoch").Value is { Length: > 0 } e ? e : "0";
            return $"{p.Name}\t{epoch}\t{p.Purl.Version}\t{p.Purl.Qualifiers[0].Value}\t{p.Purl.Qualifiers.Single(static q => q.Key == "upstream").Value}\tGPLv2+ and MIT\t{p.Supplier}\t{p.Module}";
        }
    }

    [TestMethod]
    public async Task Inspect_HashByBerkeleyDb_IsRead()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var dump = new StringBuilder("VERSION=3\nformat=bytevalue\ntype=hash\ndb_pagesize=4096\nHEADER=END\n 00000000\n 04000000\n");
            foreach (var (header, i) in new[] { s_shop, s_tool, s_key }.Select(static (h, i) => (h, i)))
                dump.Append(' ').Append(Convert.ToHexString(BitConverter.GetBytes(i + 1))).Append("\n ").Append(Convert.ToHexString(header)).Append('\n');
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "dump"), dump.Append("DATA=END\n").ToString().ToLowerInvariant().Replace("version=", "VERSION=", StringComparison.Ordinal).Replace("header=end", "HEADER=END", StringComparison.Ordinal).Replace("data=end", "DATA=END", StringComparison.Ordinal));
            if (!Run("db5.3_load", "-f", Path.Combine(folder.FullName, "dump"), Path.Combine(folder.FullName, "Packages")))
            {
                Assert.Inconclusive("db5.3_load (db5.3-util) is not installed.");
                return;
            }

            var report = await Inspect("var/lib/rpm/Packages", await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "Packages")));

            Assert.AreEqual("shop tool", string.Join(' ', report.Packages.Select(static p => p.Name)));
            Assert.IsEmpty(report.Gaps);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    [DataRow("rhel", "9.4", "redhat", "rhel-9.4")]
    [DataRow("opensuse-leap", "15.6", "opensuse", "opensuse-leap-15.6")]
    [DataRow("amzn", "2023", "amzn", "amzn-2023")]
    [DataRow("rocky", "9.3", "rocky", "rocky-9.3")]
    public async Task Inspect_Distribution_InPurl(string id, string version, string vendor, string distribution)
    {
        var report = await new ImageForge().Layer(t => t.File("etc/os-release", $"ID=\"{id}\"\nVERSION_ID=\"{version}\"\n").File("var/lib/rpm/Packages.db", RpmForge.Ndb(s_viewer))).InspectAsync();

        Assert.AreEqual($"pkg:rpm/{vendor}/viewer@1-1.fc40?arch=x86_64&distro={distribution}", report.Packages.Single().Purl.ToString());
    }

    [TestMethod]
    public async Task Inspect_BuildRootInDebian_IsNotDebians()
    {
        var report = await new ImageForge().Layer(t => t.File("etc/os-release", "ID=debian\nVERSION_ID=12\n").File("var/lib/rpm/Packages.db", RpmForge.Ndb(s_shop))).InspectAsync();

        Assert.StartsWith("pkg:rpm/fedora/shop@1.2-3.fc40?arch=x86_64&epoch=2", report.Packages.Single().Purl.ToString());
    }

    [TestMethod]
    public async Task Inspect_Manifest_OfDistrolessAzureLinux()
    {
        var report = await new ImageForge().Layer(t => t.File("etc/os-release", "ID=azurelinux\nVERSION_ID=\"3.0\"\n")
            .File("var/lib/rpmmanifest/container-manifest-2", "filesystem\t1.1-20.azl3\t1720000000\t1710000000\tMicrosoft Corporation\t(none)\t7596\tx86_64\t0\tfilesystem-1.1-20.azl3.src.rpm\nopenssl-libs\t3.3.0-1.azl3\t1\t1\tMicrosoft Corporation\t1\t1\tx86_64\t1\topenssl-3.3.0-1.azl3.src.rpm\nbroken\n")).InspectAsync();

        Assert.AreEqual("pkg:rpm/azurelinux/filesystem@1.1-20.azl3?arch=x86_64&distro=azurelinux-3.0&upstream=filesystem-1.1-20.azl3.src.rpm pkg:rpm/azurelinux/openssl-libs@3.3.0-1.azl3?arch=x86_64&distro=azurelinux-3.0&epoch=1&upstream=openssl-3.3.0-1.azl3.src.rpm", string.Join(' ', report.Packages.Select(static p => p.Purl)));
        Assert.AreEqual(GapCodes.PackageEvidence, report.Gaps.Single().Code);
    }

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(32, 1)]
    public async Task Inspect_WriteAheadLog_IsAGapWhenItHasContent(int size, int gaps)
    {
        var report = await new ImageForge().Layer(t => t.File("etc/os-release", Fedora).File("var/lib/rpm/rpmdb.sqlite", RpmForge.Sqlite(s_tool)).File("var/lib/rpm/rpmdb.sqlite-wal", new byte[size])).InspectAsync();

        Assert.HasCount(1, report.Packages);
        Assert.HasCount(gaps, report.Gaps);
    }

    [TestMethod]
    [DataRow("var/lib/rpm/rpmdb.sqlite", 0, 0x20202020, DisplayName = "no magic")]
    [DataRow("var/lib/rpm/rpmdb.sqlite", 4096, 3, DisplayName = "a page of a chain that leads to itself")]
    [DataRow("var/lib/rpm/Packages.db", 12, 0x7fffffff, DisplayName = "an index larger than the file")]
    [DataRow("var/lib/rpm/Packages.db", 40, 0x7fffffff, DisplayName = "a blob beyond the file")]
    [DataRow("var/lib/rpm/Packages", 20, 0x03000000, DisplayName = "pages of three bytes")]
    [DataRow("var/lib/rpm/Packages", (3 * 512) + 16, 0x03000000, DisplayName = "an overflow page that leads to itself")]
    [DataRow("var/lib/rpm/Packages", 24, 0x01080000, DisplayName = "encrypted")]
    public async Task Inspect_Damaged_IsAGap(string path, int offset, int number)
    {
        var database = Database(path, s_shop);
        BinaryPrimitives.WriteInt32BigEndian(database.AsSpan(offset), number);

        var report = await Inspect(path, database);

        Assert.IsEmpty(report.Packages);
        Assert.AreEqual($"{GapCodes.PackageEvidence} {path}", string.Join(',', report.Gaps.Select(static g => $"{g.Code} {g.Path}")));
    }

    [TestMethod]
    public void Blobs_Mutated_NeverThrowAnythingElse()
    {
        byte[][] files = [RpmForge.Sqlite(s_shop, s_tool), RpmForge.Ndb(s_shop, s_tool), RpmForge.BerkeleyHash(false, s_shop, s_tool)];
        Gen.Select(Gen.Int[0, 2], Gen.Select(Gen.Int[0, 20_000], Gen.Byte).Array[1, 12], Gen.Int[0, 20_000]).Sample((kind, changes, length) =>
        {
            var bytes = files[kind].ToArray();
            foreach (var (at, value) in changes)
                bytes[at % bytes.Length] = value;
            if (length < bytes.Length / 4)
                Array.Resize(ref bytes, length);
            try
            {
                var blobs = kind switch { 0 => new SqliteTable(bytes).Blobs("Packages", 1), 1 => NdbDatabase.Blobs(bytes), _ => new BerkeleyHash(bytes).Values() };
                foreach (var header in blobs.Select(RpmHeader.Read).OfType<RpmHeader>())
                    _ = (header.Text(RpmTag.Name), header.Texts(RpmTag.BaseNames).Count, header.Number(RpmTag.Epoch), header.Count(RpmTag.DirIndexes));
            }
            catch (DatabaseFormatException)
            {
                // What the inspector makes a gap of.
            }
        }, iter: 20_000);
    }

    private static byte[] Database(string path, params byte[][] headers) =>
        path.EndsWith("sqlite", StringComparison.Ordinal) ? RpmForge.Sqlite(headers) : path.EndsWith(".db", StringComparison.Ordinal) ? RpmForge.Ndb(headers) : RpmForge.BerkeleyHash(false, headers);

    private static Task<ImageReport> Inspect(string path, byte[] database) => new ImageForge().Layer(t => t.File("etc/os-release", Fedora).File(path, database)).InspectAsync();

    private static bool Run(string tool, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
