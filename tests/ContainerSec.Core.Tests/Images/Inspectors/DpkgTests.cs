using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Inspectors;

[TestClass]
public class DpkgTests
{
    private const string Debian = "ID=debian\nVERSION_ID=\"12\"\n";
    private const string Status = "var/lib/dpkg/status";

    [TestMethod]
    [DataRow("install ok installed", true, 0)]
    [DataRow("hold ok installed", true, 0)]
    [DataRow("deinstall ok installed", true, 0, DisplayName = "removal is wished, but it is still there")]
    [DataRow("purge ok installed", true, 0)]
    [DataRow("install reinstreq installed", true, 0)]
    [DataRow("install ok triggers-pending", true, 0)]
    [DataRow("deinstall ok config-files", false, 0, DisplayName = "only its configuration is left")]
    [DataRow("purge ok not-installed", false, 0)]
    [DataRow("install ok unpacked", false, 1)]
    [DataRow("install ok half-configured", false, 1)]
    [DataRow("install reinstreq half-installed", false, 1)]
    [DataRow("installed", false, 0, DisplayName = "no third word")]
    [DataRow(null, false, 0, DisplayName = "dpkg takes a paragraph without Status for not installed")]
    public async Task Inspect_Status_ThirdWordDecides(string? status, bool isListed, int gaps)
    {
        var report = await Inspect($"Package: a\n{(status is null ? "" : $"Status: {status}\n")}Version: 1\nArchitecture: amd64\n");

        Assert.AreEqual(isListed ? "pkg:deb/debian/a@1?arch=amd64&distro=debian-12" : "", Purls(report));
        Assert.HasCount(gaps, report.Gaps);
    }

    [TestMethod]
    [DataRow("Package: libc6\nVersion: 2.36-9\nArchitecture: amd64\nSource: glibc", "pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12&upstream=glibc", "glibc 2.36-9")]
    [DataRow("Package: gcc\nVersion: 4:12.2.0-3\nArchitecture: amd64\nSource: gcc-defaults (1.203)", "pkg:deb/debian/gcc@4:12.2.0-3?arch=amd64&distro=debian-12&upstream=gcc-defaults%401.203", "gcc-defaults 1.203")]
    [DataRow("Package: bash\nVersion: 5.2.15-2+b7\nArchitecture: amd64\nSource: bash (5.2.15-2)", "pkg:deb/debian/bash@5.2.15-2%2Bb7?arch=amd64&distro=debian-12&upstream=bash%405.2.15-2", "bash 5.2.15-2")]
    [DataRow("Package: tzdata\nVersion: 2024a-0\nArchitecture: all\nSource: tzdata", "pkg:deb/debian/tzdata@2024a-0?arch=all&distro=debian-12", "")]
    [DataRow("package: x\nVERSION: 1~rc1\nArchitecture: all", "pkg:deb/debian/x@1~rc1?arch=all&distro=debian-12", "", DisplayName = "names of fields have no case")]
    public async Task Inspect_Source_InPurl(string fields, string purl, string source)
    {
        var package = (await Inspect($"{fields}\nStatus: install ok installed\n")).Packages.Single();

        Assert.AreEqual(purl, package.Purl.ToString());
        Assert.AreEqual(source, package.SourcePackage is { } s ? $"{s.Name} {s.Version}" : "");
        Assert.AreEqual(Status, package.Location);
    }

    [TestMethod]
    [DataRow("Depends: b", "b")]
    [DataRow("Depends: b (>= 1), c:any", "b c")]
    [DataRow("Pre-Depends: b\nDepends: c", "b c")]
    [DataRow("Depends: nothing | c | b", "c", DisplayName = "the first alternative that is there")]
    [DataRow("Depends: virtual", "b c", DisplayName = "all that provide it")]
    [DataRow("Depends: b | virtual", "b", DisplayName = "a real one before what others provide")]
    [DataRow("Depends: nothing, a", "", DisplayName = "neither what is missing nor itself")]
    [DataRow("Depends: b,\n c (= 2)\nRecommends: d", "b c", DisplayName = "continued on the next line")]
    public async Task Inspect_Depends_AmongInstalled(string depends, string expected)
    {
        const string Ok = "Status: install ok installed\nVersion: 1\nArchitecture: all\n";
        var report = await Inspect($"Package: a\n{Ok}{depends}\n\nPackage: b\n{Ok}Provides: virtual (= 3)\n\nPackage: c\n{Ok}Provides: other, virtual\n\nPackage: d\n{Ok}");

        Assert.AreEqual(expected, string.Join(' ', report.Packages.Single(p => p.Name == "a").DependsOn.Select(static d => d.Split('/')[2].Split('@')[0])));
    }

    [TestMethod]
    public async Task Inspect_Distroless_OneFileAPackage()
    {
        var report = await new ImageForge().Layer(t => t
            .File("usr/lib/os-release", Debian)
            .File("var/lib/dpkg/status.d/base-files", "Package: base-files\nVersion: 12.4\nArchitecture: amd64\n")
            .File("var/lib/dpkg/status.d/libssl3", "Package: libssl3\nVersion: 3.0.11\nArchitecture: amd64\nSource: openssl\nDepends: base-files\n")
            .File("var/lib/dpkg/status.d/libssl3.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/lib/libssl.so.3\n")).InspectAsync();

        Assert.AreEqual("pkg:deb/debian/base-files@12.4?arch=amd64&distro=debian-12 pkg:deb/debian/libssl3@3.0.11?arch=amd64&distro=debian-12&upstream=openssl", Purls(report));
        Assert.AreEqual("var/lib/dpkg/status.d/libssl3", report.Packages[1].Location);
        Assert.HasCount(1, report.Packages[1].DependsOn);
        Assert.IsEmpty(report.Gaps);
    }

    [TestMethod]
    public async Task Inspect_Chisel_ItsManifestAndStatus()
    {
        const string Manifest = "{\"jsonwall\":\"1.0\",\"schema\":\"1.0\",\"count\":5}\n{\"kind\":\"package\",\"name\":\"libc6\",\"version\":\"2.39-0ubuntu8\",\"sha256\":\"a\",\"arch\":\"amd64\"}\n{\"kind\":\"package\",\"name\":\"zlib1g\",\"version\":\"1:1.3\",\"arch\":\"amd64\"}\nbroken\n{\"kind\":\"slice\",\"name\":\"libc6_libs\"}\n";
        using var zstd = new ZstdSharp.Compressor();
        var packed = zstd.Wrap(System.Text.Encoding.UTF8.GetBytes(Manifest)).ToArray();
        var report = await new ImageForge().Layer(t => t.File("etc/os-release", "ID=ubuntu\nVERSION_ID=24.04\n").File("var/lib/chisel/manifest.wall", packed)
            .File("var/lib/dpkg/status.d/chisel", "Package: libc6\nVersion: 2.39-0ubuntu8\nArchitecture: amd64\nSource: glibc\n")).InspectAsync();

        Assert.AreEqual("pkg:deb/ubuntu/libc6@2.39-0ubuntu8?arch=amd64&distro=ubuntu-24.04&upstream=glibc pkg:deb/ubuntu/zlib1g@1:1.3?arch=amd64&distro=ubuntu-24.04", Purls(report));
        Assert.HasCount(1, report.Gaps);
        Assert.HasCount(1, (await new ImageForge().Layer(t => t.File("etc/os-release", Debian).File("var/lib/chisel/manifest.wall", "no zstd")).InspectAsync()).Gaps);
    }

    [TestMethod]
    public async Task Inspect_Layers_TellWhichBroughtAPackage()
    {
        static string Package(string name, string version) => $"Package: {name}\nStatus: install ok installed\nVersion: {version}\nArchitecture: all\n\n";
        var report = await new ImageForge()
            .Layer(t => t.File("etc/os-release", Debian).File(Status, Package("old", "1") + Package("upgraded", "1") + Package("gone", "1")))
            .Layer(t => t.File(Status, Package("old", "1") + Package("upgraded", "2") + Package("new", "1")))
            .Layer(t => t.File(Status, Package("old", "1") + Package("upgraded", "2") + Package("new", "1") + Package("newest", "1")))
            .InspectAsync();

        var layers = report.Layers.Select(static l => l.DiffId).ToList();
        Assert.AreEqual("new:1 newest:2 old:0 upgraded:1", string.Join(' ', report.Packages.Select(p => $"{p.Name}:{layers.IndexOf(p.IntroducedIn!)}")));
        Assert.IsTrue(report.Packages.All(p => p.Layer == layers[2]), "the file that proves it was last written by the last layer");
    }

    [TestMethod]
    public async Task Inspect_Copyright_GivesExpressions()
    {
        const string Ok = "Status: install ok installed\nVersion: 1\nArchitecture: all\n\n";
        const string Copyright = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nCopyright: x\nLicense: GPL-2+\n\nFiles: b\nCopyright: y\nLicense: Expat or GPL-3\n\nLicense: Expat\n Permission is hereby granted\n";
        var report = await new ImageForge().Layer(t => t
            .File("etc/os-release", Debian)
            .File(Status, "Package: a\n" + Ok + "Package: b\n" + Ok + "Package: c\n" + Ok)
            .File("usr/share/doc/a/copyright", Copyright)
            .Link("usr/share/doc/b", "a")
            .File("usr/share/doc/c/copyright", "This is free software; see /usr/share/common-licenses/GPL-2.\nLicense: GPL-2\n")).InspectAsync();

        CollectionAssert.AreEqual(new[] { "GPL-2.0-or-later", "MIT", "MIT OR GPL-3.0-only" }, report.Packages[0].Licenses.ToArray());
        CollectionAssert.AreEqual(report.Packages[0].Licenses.ToArray(), report.Packages[1].Licenses.ToArray(), "a folder that is a link");
        Assert.IsEmpty(report.Packages[2].Licenses, "written for people");
    }

    [TestMethod]
    [DataRow("GPL-1+ or Artistic-2.0, and Expat", "(GPL-1.0-or-later OR Artistic-2.0) AND MIT")]
    [DataRow("GPL-2+ and Expat, or BSD-3-clause", "(GPL-2.0-or-later AND MIT) OR BSD-3-Clause")]
    [DataRow("GPL-2+ or Expat", "GPL-2.0-or-later OR MIT")]
    [DataRow("public-domain", "LicenseRef-public-domain")]
    public void Read_Copyright_CommasBindLess(string license, string expected) =>
        Assert.AreEqual(expected, ContainerSec.Images.Inspectors.DebianCopyright.Read(System.Text.Encoding.UTF8.GetBytes($"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: {license}\n text\n")).Single());

    [TestMethod]
    public async Task Inspect_DebianRoot_SameAsDpkgQuery()
    {
        if (RealImages.Debian is not { } folder)
        {
            Assert.Inconclusive("debootstrap, root or the mirror is not here, or neither CI nor CONTAINERSEC_TEST_IMAGES is set.");
            return;
        }

        var report = await new ImageForge().Layer(await File.ReadAllBytesAsync(Path.Combine(folder, "layer.tar"))).InspectAsync();

        var told = report.Packages.Select(static p => $"{p.Name}\t{p.Version}\t{p.Purl.Qualifiers.Single(static q => q.Key == "arch").Value}\t{p.SourcePackage?.Name ?? p.Name}\t{p.SourcePackage?.Version ?? p.Version}\tinstalled");
        CollectionAssert.AreEqual((await File.ReadAllLinesAsync(Path.Combine(folder, "packages.tsv"))).Order(StringComparer.Ordinal).ToList(), told.Order(StringComparer.Ordinal).ToList());
        Assert.IsEmpty(report.Gaps);
        Assert.IsTrue(report.Packages.Count(static p => p.DependsOn.Count > 0) > 50);
        Assert.IsTrue(report.Packages.Count(static p => p.Licenses.Count > 0) > 30);
    }

    private static Task<ImageReport> Inspect(string status) =>
        new ImageForge().Layer(t => t.File("etc/os-release", Debian).File(Status, status)).InspectAsync();

    private static string Purls(ImageReport report) => string.Join(' ', report.Packages.Select(static p => p.Purl));
}
