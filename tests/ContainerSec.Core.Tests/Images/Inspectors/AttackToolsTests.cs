using ContainerSec.Testing.Images;
using CsCheck;

namespace ContainerSec.Tests.Images.Inspectors;

[TestClass]
public class AttackToolsTests
{
    private const int Executable = 0b111_101_101;
    private const int SetUserId = 0b100_111_101_101;

    [TestMethod]
    public async Task Inspect_Programs_AreToldWithPoints()
    {
        var report = await new ImageForge().Layer(t => t.Folder("usr/bin").Link("bin", "usr/bin")
            .File("bin/bash", "x", Executable).File("usr/bin/curl", "x", Executable).File("usr/bin/su", "x", SetUserId).File("usr/sbin/sshd", "x", Executable)
            .Link("usr/bin/gcc", "gcc-12").Link("usr/bin/gcc-12", "x86_64-linux-gnu-gcc-12").File("usr/bin/x86_64-linux-gnu-gcc-12", "x", Executable)
            .File("usr/bin/wget", "x").Link("usr/bin/nc", "nowhere").File("opt/tools/nmap", "x", Executable)).InspectAsync();

        Assert.AreEqual("bash:Shell:usr/bin/bash curl:Network:usr/bin/curl gcc:Compiler:usr/bin/gcc gcc-12:Compiler:usr/bin/gcc-12 su:Privilege:usr/bin/su x86_64-linux-gnu-gcc-12:Compiler:usr/bin/x86_64-linux-gnu-gcc-12 sshd:RemoteAccess:usr/sbin/sshd", string.Join(' ', report.Tools.Select(static t => $"{t.Name}:{t.Kind}:{t.Path}")));
        Assert.AreEqual("remote access 4, compiler 3, shell 3, network tool 2, privilege tool 2, setuid 2 = 16", $"{string.Join(", ", report.AttackSurface.Parts.Select(static p => $"{p.Reason} {p.Points}"))} = {report.AttackSurface.Score}");
    }

    [TestMethod]
    public async Task Inspect_Busybox_CountsOnce()
    {
        var report = await new ImageForge().Layer(t => t.File("bin/busybox", "x", Executable).Link("bin/sh", "/bin/busybox").Link("usr/bin/wget", "../../bin/busybox").Link("usr/bin/nc", "/bin/busybox").HardLink("usr/bin/telnet", "bin/busybox", Executable)).InspectAsync();

        Assert.AreEqual("busybox sh nc telnet wget", string.Join(' ', report.Tools.Select(static t => t.Name)));
        Assert.AreEqual(3, report.AttackSurface.Score);
    }

    [TestMethod]
    public async Task Inspect_RemovedTools_DoNotCount()
    {
        var report = await new ImageForge().Layer(t => t.File("usr/bin/curl", "x", Executable)).Layer(t => t.Whiteout("usr/bin/curl")).InspectAsync();

        Assert.IsEmpty(report.Tools);
        Assert.AreEqual(0, report.AttackSurface.Score);
    }

    [TestMethod]
    public void Score_MoreFiles_NeverLower()
    {
        string[] names = ["bin/sh", "usr/bin/curl", "usr/bin/gcc", "usr/bin/sudo", "usr/sbin/sshd", "usr/bin/gdb", "usr/bin/apt", "usr/bin/other", "usr/bin/busybox"];
        Gen.Select(Gen.Int[0, names.Length - 1], Gen.Bool, Gen.Bool).Array[1, 8].Sample(files =>
        {
            var before = -1;
            for (var count = 0; count <= files.Length; count++)
            {
                var score = new ImageForge().Layer(t =>
                {
                    t.File("bin/busybox", "x", Executable);
                    foreach (var (name, isLink, isSetuid) in files.Take(count).DistinctBy(static f => f.Item1))
                        _ = isLink ? t.Link(names[name], "/bin/busybox") : t.File(names[name], "x", isSetuid ? SetUserId : Executable);
                }).InspectAsync().GetAwaiter().GetResult().AttackSurface.Score;
                Assert.IsGreaterThanOrEqualTo(before, score);
                before = score;
            }
        }, iter: 100);
    }

    [TestMethod]
    [DataRow("app/.git/config", "VersionControl app/.git")]
    [DataRow("root/.aws/credentials", "Credentials root/.aws")]
    [DataRow("app/.vscode/settings.json", "Editor app/.vscode")]
    [DataRow("app/.DS_Store", "Editor app/.DS_Store")]
    [DataRow("root/.cache/pip/http/a", "BuildCache root/.cache")]
    [DataRow("Dockerfile", "BuildDescription Dockerfile")]
    [DataRow("app/Dockerfile.prod", "BuildDescription app/Dockerfile.prod")]
    [DataRow("app/docker-compose.yml", "BuildDescription app/docker-compose.yml")]
    [DataRow("var/lib/apt/lists/deb.debian.org_Packages", "PackageLists var/lib/apt/lists")]
    [DataRow("var/cache/apt/archives/a.deb", "PackageCache var/cache/apt")]
    [DataRow("var/cache/apk/APKINDEX.tar.gz", "PackageCache var/cache/apk")]
    [DataRow("var/cache/dnf/a.solv", "PackageCache var/cache/dnf")]
    [DataRow("app/node_modules/left/.vscode/settings.json", "")]
    [DataRow("app/vendor/x/Dockerfile", "")]
    [DataRow("app/.gitignore", "")]
    [DataRow("var/lib/apt/extended_states", "")]
    [DataRow("app/Dockerfiles.cs", "")]
    public async Task Inspect_Leftover(string path, string expected)
    {
        var report = await new ImageForge().Layer(t => t.File(path, "x")).InspectAsync();

        Assert.AreEqual(expected, string.Join(',', report.BuildLeftovers.Concat(report.PackageCaches).Select(static l => $"{l.Kind} {l.Path}")));
    }

    [TestMethod]
    public async Task Inspect_LeftoversOfLayers_AreAddedUp()
    {
        var report = await new ImageForge()
            .Layer(t => t.File("var/lib/apt/lists/a", "12345").File("var/lib/apt/lists/b", "123").File("var/lib/apt/lists/lock", "").File("app/.git/config", "x"))
            .Layer(t => t.Whiteout("var/lib/apt/lists/a").Whiteout("var/lib/apt/lists/b").Whiteout("app/.git"))
            .Layer(t => t.File("var/lib/apt/lists/c", "1"))
            .InspectAsync();

        Assert.AreEqual($"3 9 False {report.Layers[2].DiffId}", string.Join(", ", report.PackageCaches.Select(static l => $"{l.Files} {l.Size} {l.Deleted} {l.Layer}")));
        Assert.AreEqual($"1 1 True {report.Layers[0].DiffId}", string.Join(", ", report.BuildLeftovers.Select(static l => $"{l.Files} {l.Size} {l.Deleted} {l.Layer}")));
    }

    [TestMethod]
    [DataRow("//registry.npmjs.org/:_authToken=npm_x\n", 1)]
    [DataRow("_auth = eDp5\n", 1)]
    [DataRow("//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n", 0)]
    [DataRow("registry=https://registry.npmjs.org/\n# _auth=x\n", 0)]
    public async Task Inspect_NpmToken(string text, int expected) =>
        Assert.HasCount(expected, (await new ImageForge().Layer(t => t.File("root/.npmrc", text)).InspectAsync()).BuildLeftovers);
}
