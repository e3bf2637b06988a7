using ContainerSec.Images;
using ContainerSec.Testing.Images;
using CsCheck;

namespace ContainerSec.Tests.Images.Inspectors;

[TestClass]
public class ApkTests
{
    private const string Alpine = "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.20.3\n";

    private const string Installed = """
        C:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=
        P:musl
        V:1.2.5-r0
        A:x86_64
        T:the musl c library
        L:MIT
        o:musl
        m:Natanael Copa <ncopa@alpinelinux.org>
        p:so:libc.musl-x86_64.so.1=1
        F:lib
        R:ld-musl-x86_64.so.1
        a:0:0:755
        Z:Q1z...

        P:busybox-binsh
        V:1.36.1-r29
        A:x86_64
        L:GPL-2.0-only
        o:busybox
        D:busybox=1.36.1-r29 !nothing
        p:/bin/sh cmd:sh=1.36.1-r29
        F:bin
        R:sh

        P:busybox
        V:1.36.1-r29
        A:x86_64
        L:GPL-2.0-only
        o:busybox
        D:so:libc.musl-x86_64.so.1
        F:etc
        R:securetty
        F:etc/network/if-up.d
        R:dad
        F:bin
        R:busybox

        """;

    [TestMethod]
    [DataRow("lib/apk/db/installed")]
    [DataRow("usr/lib/apk/db/installed")]
    public async Task Inspect_Database_TellsPackages(string path)
    {
        var report = await new ImageForge().Layer(t => t.File("etc/os-release", Alpine).File(path, Installed)).InspectAsync();

        CollectionAssert.AreEqual(new[]
        {
            "pkg:apk/alpine/busybox-binsh@1.36.1-r29?arch=x86_64&distro=alpine-3.20.3&upstream=busybox",
            "pkg:apk/alpine/busybox@1.36.1-r29?arch=x86_64&distro=alpine-3.20.3",
            "pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=alpine-3.20.3",
        }, report.Packages.Select(static p => p.Purl.ToString()).ToArray());
        Assert.AreEqual("busybox 1.36.1-r29", report.Packages[0].SourcePackage is { } source ? $"{source.Name} {source.Version}" : "");
        Assert.IsNull(report.Packages[1].SourcePackage);
        Assert.AreEqual("GPL-2.0-only", report.Packages[0].Licenses.Single());
        Assert.AreEqual(report.Packages[1].Purl.ToString(), report.Packages[0].DependsOn.Single());
        Assert.AreEqual(report.Packages[2].Purl.ToString(), report.Packages[1].DependsOn.Single());
        Assert.AreEqual(path, report.Packages[0].Location);
        Assert.IsEmpty(report.Gaps);
    }

    [TestMethod]
    public async Task Inspect_WithoutRelease_IsAGapAndListed()
    {
        var report = await new ImageForge().Layer(t => t.File("lib/apk/db/installed", Installed)).InspectAsync();

        Assert.StartsWith("pkg:apk/alpine/busybox-binsh@1.36.1-r29?arch=x86_64&upstream=busybox", report.Packages[0].Purl.ToString());
        Assert.AreEqual(GapCodes.OperatingSystem, report.Gaps.Single().Code);
    }

    [TestMethod]
    public async Task Inspect_LaterLayers_KnowWhoBroughtAPackage()
    {
        var report = await new ImageForge()
            .Layer(t => t.File("etc/os-release", Alpine).File("lib/apk/db/installed", Installed))
            .Layer(t => t.File("lib/apk/db/installed", Installed + "\nP:curl\nV:8.9.0-r0\nA:x86_64\n"))
            .InspectAsync();

        Assert.AreEqual("busybox-binsh:0 busybox:0 curl:1 musl:0", string.Join(' ', report.Packages.Select(p => $"{p.Name}:{report.Layers.ToList().FindIndex(l => l.DiffId == p.IntroducedIn)}")));
    }

    [TestMethod]
    public async Task Inspect_ParagraphWithoutVersion_IsAGap()
    {
        var report = await new ImageForge().Layer(t => t.File("etc/os-release", Alpine).File("lib/apk/db/installed", "P:a\nA:x86_64\n\nP:b\nV:1\n")).InspectAsync();

        Assert.AreEqual("b", report.Packages.Single().Name);
        Assert.AreEqual(GapCodes.PackageEvidence, report.Gaps.Single().Code);
    }

    private static readonly string[] s_words =
    [
        "P:", "V:", "F:", "R:", "D:", "Package: ", "Status: install ok installed", "Version: ", "Source: a (", ")", "\n", "\n\n", "\r\n", " ", "\t", "\0", "\u00e9", "a", "|", ",", "ID=", "\"", "\\",
        "root:x:0:0", "Defaults", "User_Alias", "ALL", "=", "!", "%", "@includedir /etc/sudoers.d", "NOPASSWD:", "PermitRootLogin", "Include ", "Match ", "_auth=", "License: GPL-2+ or ", "Format: copyright-format/1.0\n",
    ];

    [TestMethod]
    [DataRow("lib/apk/db/installed")]
    [DataRow("var/lib/dpkg/status")]
    [DataRow("var/lib/dpkg/info/a.md5sums")]
    [DataRow("usr/share/doc/a/copyright")]
    [DataRow("var/lib/rpmmanifest/container-manifest-2")]
    [DataRow("etc/os-release")]
    [DataRow("etc/redhat-release")]
    [DataRow("etc/passwd")]
    [DataRow("etc/shadow")]
    [DataRow("etc/group")]
    [DataRow("etc/sudoers")]
    [DataRow("etc/ssh/sshd_config")]
    [DataRow("root/.npmrc")]
    public void Inspect_AnyText_NeverThrows(string path) =>
        Gen.Int[0, s_words.Length - 1].Select(static i => s_words[i]).Array[0, 40].Sample(parts =>
        {
            var report = new ImageForge().Layer(t => t.File(path, string.Concat(parts))).InspectAsync().GetAwaiter().GetResult();
            Assert.IsTrue(report.Gaps.All(static g => g.Code is GapCodes.PackageEvidence or GapCodes.OperatingSystem), string.Join('\n', report.Gaps));
            Assert.IsFalse(report.Gaps.Any(static g => g.Message.Contains("Exception", StringComparison.Ordinal)));
        }, iter: 300);
}
