using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Inspectors;

[TestClass]
public class OsReleaseTests
{
    [TestMethod]
    [DataRow("etc/os-release", "ID=debian\nVERSION_ID='12'\nVERSION_CODENAME=bookworm\n# ID=x\n", "debian 12 bookworm")]
    [DataRow("usr/lib/os-release", "ID=\"rhel\"\r\nVERSION_ID=\"9.4\"\r\n", "rhel 9.4 ")]
    [DataRow("etc/os-release", "NAME=x\n", "linux  ", DisplayName = "the default of os-release(5)")]
    [DataRow("etc/debian_version", "12.5\n", "debian 12 ")]
    [DataRow("etc/debian_version", "trixie/sid\n", "debian  trixie")]
    [DataRow("etc/alpine-release", "3.19.1\n", "alpine 3.19.1 ")]
    [DataRow("etc/lsb-release", "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=22.04\nDISTRIB_CODENAME=jammy\nDISTRIB_DESCRIPTION=\"Ubuntu 22.04.4 LTS\"\n", "ubuntu 22.04 jammy")]
    [DataRow("etc/redhat-release", "Red Hat Enterprise Linux release 8.4 (Ootpa)\n", "rhel 8.4 ")]
    [DataRow("etc/redhat-release", "CentOS Linux release 7.9.2009 (Core)\n", "centos 7.9.2009 ")]
    [DataRow("etc/fedora-release", "Fedora release 38 (Thirty Eight)\n", "fedora 38 ")]
    [DataRow("etc/system-release", "Amazon Linux release 2 (Karoo)\n", "amzn 2 ")]
    [DataRow("etc/oracle-release", "Oracle Linux Server release 8.9\n", "ol 8.9 ")]
    [DataRow("etc/SuSE-release", "SUSE Linux Enterprise Server 12 (x86_64)\nVERSION = 12\nPATCHLEVEL = 3\n", "sles 12 ")]
    [DataRow("etc/redhat-release", "Something else 1\n", "")]
    [DataRow("etc/issue", "Debian GNU/Linux 12 \\n \\l\n", "", DisplayName = "a greeting proves nothing")]
    [DataRow("etc/debian_version", "", "")]
    public async Task Inspect_File(string path, string text, string expected)
    {
        var system = (await new ImageForge().Layer(t => t.File(path, text)).InspectAsync()).OperatingSystem;

        Assert.AreEqual(expected, system is null ? "" : $"{system.Id} {system.VersionId} {system.VersionCodename}");
    }

    [TestMethod]
    [DataRow("../usr/lib/os-release", "usr/lib/os-release", "usr/lib/os-release")]
    [DataRow("/usr/lib/os.release.d/os-release-fedora", "usr/lib/os.release.d/os-release-fedora", "usr/lib/os.release.d/os-release-fedora")]
    [DataRow("nowhere", "usr/lib/os-release", "usr/lib/os-release", DisplayName = "a link to nothing")]
    public async Task Inspect_Link_IsFollowed(string target, string path, string expected)
    {
        var report = await new ImageForge().Layer(t => t.File(path, "ID=fedora\n")).Layer(t => t.Link("etc/os-release", target)).InspectAsync();

        Assert.AreEqual(expected, report.OperatingSystem?.Path);
    }

    [TestMethod]
    public async Task Inspect_SeveralFiles_TheMostTellingCounts()
    {
        var report = await new ImageForge().Layer(t => t.File("etc/debian_version", "bookworm/sid\n").File("etc/lsb-release", "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=22.04\n")).InspectAsync();

        Assert.AreEqual("etc/lsb-release", report.OperatingSystem?.Path);
    }

    [TestMethod]
    [DataRow("bin/busybox", "x", 0, DisplayName = "built from scratch: nothing is missing")]
    [DataRow("var/lib/dpkg/status", "Package: a\nStatus: install ok installed\nVersion: 1-1ubuntu2\nArchitecture: all\n", 1)]
    public async Task Inspect_NoRelease_IsAGapOnlyBesidePackages(string path, string text, int gaps)
    {
        var report = await new ImageForge().Layer(t => t.File(path, text)).InspectAsync();

        Assert.IsNull(report.OperatingSystem);
        Assert.HasCount(gaps, report.Gaps);
        Assert.AreEqual(gaps == 0 ? "" : "pkg:deb/ubuntu/a@1-1ubuntu2?arch=all", string.Join(' ', report.Packages.Select(static p => p.Purl)));
    }
}
