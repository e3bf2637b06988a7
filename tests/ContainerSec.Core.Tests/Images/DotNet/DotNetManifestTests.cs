using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.DotNet;

/// <summary>What deps.json and runtimeconfig.json say, on images made in memory.</summary>
[TestClass]
public class DotNetManifestTests
{
    [TestMethod]
    [DataRow("""{"A/1.0.0":{"runtime":{"lib/net8.0/A.dll":{}}}}""", "A", "app/A.dll", "A@1.0.0", DisplayName = "a package with its file")]
    [DataRow("""{"A/1.0.0":{"runtime":{"lib/net8.0/A.dll":{}}}}""", "A", "", "A@1.0.0", DisplayName = "no file at all: the manifest is all that is known")]
    [DataRow("""{"A/1.0.0":{"runtime":{"lib/net8.0/A.dll":{}}},"B/2.0.0":{"runtime":{"lib/B.dll":{}}}}""", "A B", "app/A.dll", "A@1.0.0", DisplayName = "the file of B is not there")]
    [DataRow("""{"A/1.0.0":{"dependencies":{"B":"2.0.0"}},"B/2.0.0":{"runtime":{"lib/B.dll":{}}}}""", "A B", "app/B.dll", "B@2.0.0", DisplayName = "a package that only groups")]
    [DataRow("""{"A/1.0.0":{"runtime":{"lib/A.dll":{}},"compileOnly":true}}""", "A", "", "", DisplayName = "only for a compiler")]
    [DataRow("""{"A/1.0.0":{"compile":{"lib/A.dll":{}}}}""", "A", "app/refs/A.dll", "", DisplayName = "compile assets")]
    [DataRow("""{"A/1.0.0":{"runtime":{"lib/net8.0/_._":{}}}}""", "A", "", "", DisplayName = "a placeholder is no file")]
    [DataRow("""{"A/1.0.0":{"native":{"runtimes/linux-x64/native/libA.so":{}}}}""", "A", "app/libA.so", "A@1.0.0", DisplayName = "native")]
    [DataRow("""{"A/1.0.0":{"runtimeTargets":{"runtimes/win/lib/A.dll":{"rid":"win","assetType":"runtime"}}}}""", "A", "app/runtimes/win/lib/A.dll", "", DisplayName = "for Windows only")]
    [DataRow("""{"A/1.0.0":{"runtimeTargets":{"runtimes/linux-x64/native/A.so":{"rid":"linux-x64","assetType":"native"}}}}""", "A", "app/runtimes/linux-x64/native/A.so", "A@1.0.0", DisplayName = "for this platform")]
    [DataRow("""{"A/1.0.0":{"runtimeTargets":{"runtimes/unix/lib/A.dll":{"rid":"unix","assetType":"runtime"}}}}""", "A", "app/runtimes/unix/lib/A.dll", "A@1.0.0", DisplayName = "for every Unix")]
    [DataRow("""{"A/1.0.0":{"runtimeTargets":{"runtimes/linux-musl-x64/native/A.so":{"rid":"linux-musl-x64","assetType":"native"}}}}""", "A", "app/runtimes/linux-musl-x64/native/A.so", "", DisplayName = "for musl, and this is glibc")]
    [DataRow("""{"A/1.0.0":{"runtimeTargets":{"runtimes/linux-musl-x64/native/A.so":{"rid":"linux-musl-x64","assetType":"native"}}}}""", "A", "lib/ld-musl-x86_64.so.1 app/runtimes/linux-musl-x64/native/A.so", "A@1.0.0", DisplayName = "for musl, and this is musl")]
    [DataRow("""{"A.de/1.0.0":{"resources":{"lib/net6.0/de/A.resources.dll":{"locale":"de"}}}}""", "A.de", "app/de/A.resources.dll", "A.de@1.0.0", DisplayName = "a satellite")]
    [DataRow("""{"A/1.0.0":{"runtime":{"lib/A.dll":{"localPath":"plugins/A.dll"}}}}""", "A", "app/plugins/A.dll", "A@1.0.0", DisplayName = "a place of its own")]
    [DataRow("""{"shop/1.0.0":{"runtime":{"shop.dll":{}}},"Ref/1.0.0.0":{"runtime":{"Ref.dll":{}}}}""", "", "app/shop.dll app/Ref.dll", "", DisplayName = "project and reference")]
    [DataRow("""{"A/1.0.0-Beta.1+sha":{"runtime":{"A.dll":{}}}}""", "A", "app/A.dll", "A@1.0.0-Beta.1%2Bsha", DisplayName = "a version as written")]
    [DataRow("""{"A":{"runtime":{"A.dll":{}}},"B/1.0.0":{"runtime":{"B.dll":{}}}}""", "A B", "app/B.dll", "B@1.0.0", DisplayName = "no version")]
    public async Task Packages(string target, string packages, string files, string expected)
    {
        var report = await ImageAsync(t => t.File("app/shop.deps.json", Manifest(target, packages)), files);

        Assert.AreEqual(expected, string.Join(' ', report.Packages.Select(static p => p.Purl.ToString()["pkg:nuget/".Length..])));
        Assert.IsTrue(report.Packages.All(static p => p.Location == "app/shop.deps.json"));
    }

    [TestMethod]
    public async Task Packages_DependOnEachOther_ThroughThoseThatOnlyGroup()
    {
        var report = await ImageAsync(t => t.File("app/shop.deps.json", Manifest(
            """{"A/1.0.0":{"dependencies":{"Group":"1.0.0"},"runtime":{"A.dll":{}}},"Group/1.0.0":{"dependencies":{"B":"2.0.0","A":"1.0.0"}},"B/2.0.0":{"runtime":{"B.dll":{}}}}""", "A Group B")), "");

        CollectionAssert.AreEqual(new[] { "pkg:nuget/B@2.0.0" }, report.Packages.Single(static p => p.Name == "A").DependsOn.ToList());
    }

    [TestMethod]
    public async Task Packages_WithoutTheirFiles_AreAGap()
    {
        var report = await ImageAsync(t => t.File("app/shop.deps.json", Manifest("""{"A/1.0.0":{"runtime":{"A.dll":{}}},"B/2.0.0":{"runtime":{"B.dll":{}}}}""", "A B")), "app/A.dll");

        var gap = report.Gaps.Single();
        Assert.AreEqual(GapCodes.DotNetApplication, gap.Code);
        StringAssert.Contains(gap.Message, "B 2.0.0", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Packages_OfADeletedManifest_AreGone()
    {
        var report = await new ImageForge()
            .Layer(static t => t.File("app/shop.deps.json", Manifest("""{"A/1.0.0":{"runtime":{"A.dll":{}}}}""", "A")))
            .Layer(static t => t.Whiteout("app"))
            .InspectAsync();

        Assert.IsEmpty(report.Packages);
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("[]")]
    [DataRow("null")]
    [DataRow("""{"runtimeTarget":{"name":"x"},"targets":{}}""")]
    [DataRow("""{"runtimeTarget":7,"targets":7}""")]
    public async Task Manifest_Unreadable_IsAGap(string text)
    {
        var report = await ImageAsync(t => t.File("app/shop.deps.json", text), "");

        Assert.AreEqual("app/shop.deps.json", report.Gaps.Single(static g => g.Code == GapCodes.DotNetApplication).Path);
    }

    [TestMethod]
    public async Task Manifest_AsTheHostReadsIt()
    {
        // Comments are read over, and of members with one name the first counts.
        var report = await ImageAsync(
            static t => t.File("app/shop.deps.json", "\uFEFF// made by hand\n" + """{"runtimeTarget":{"name":"T"},"targets":{"T":{"A/1.0.0":{"runtime":{"A.dll":{}}}}},"targets":{"T":{}},"libraries":{"A/1.0.0":{"type":"package"},},}"""), "");

        Assert.AreEqual("pkg:nuget/A@1.0.0", report.Packages.Single().Purl.ToString());
    }

    [TestMethod]
    public async Task Application_OnSharedFrameworks()
    {
        var report = await new ImageForge()
            .Layer(static t => Framework(Framework(Framework(t, "Microsoft.NETCore.App", "9.0.4"), "Microsoft.NETCore.App", "10.0.3"), "Microsoft.AspNetCore.App", "10.0.3", """{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"10.0.3","rollForward":"LatestPatch"}}}""")
                .File("usr/share/dotnet/dotnet", "x", 0b111_101_101).Link("usr/bin/dotnet", "/usr/share/dotnet/dotnet"))
            .Layer(static t => t
                .File("app/shop.dll", "x")
                .File("app/shop.deps.json", Manifest("""{"shop/1.0.0":{"runtime":{"shop.dll":{}}}}""", ""))
                .File("app/shop.runtimeconfig.json", """{"runtimeOptions":{"tfm":"net10.0","frameworks":[{"name":"Microsoft.AspNetCore.App","version":"10.0.0"}]}}"""))
            .InspectAsync();

        Assert.AreEqual(
            "pkg:nuget/Microsoft.AspNetCore.App@10.0.3 pkg:nuget/Microsoft.NETCore.App@10.0.3 pkg:nuget/Microsoft.NETCore.App@9.0.4",
            string.Join(' ', report.Packages.Select(static p => p.Purl.ToString())));
        Assert.AreEqual(new SourcePackage("Microsoft.NETCore.App.Runtime.linux-x64", "10.0.3"), report.Packages[1].SourcePackage);
        var application = report.DotNetApplications.Single();
        Assert.AreEqual("app/shop.dll FrameworkDependent net10.0 True", $"{application.Path} {application.Deployment} {application.TargetFramework} {application.HasKnownPackages}");
        Assert.AreEqual("Microsoft.AspNetCore.App 10.0.0 10.0.3; Microsoft.NETCore.App 10.0.3 10.0.3", string.Join("; ", application.Frameworks.Select(static f => $"{f.Name} {f.Requested} {f.Resolved}")));
        Assert.IsEmpty(report.Gaps);
    }

    [TestMethod]
    public async Task Application_RollsForwardByTheImagesEnvironment()
    {
        var report = await new ImageForge()
            .Config("""{"Env":["DOTNET_ROOT=/opt/net","DOTNET_ROLL_FORWARD=LatestMajor"]}""")
            .Layer(static t => Framework(Framework(t, "Microsoft.NETCore.App", "8.0.1"), "Microsoft.NETCore.App", "10.0.3", root: "opt/net"))
            .Layer(static t => t.File("app/shop.runtimeconfig.json", """{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"8.0.0"}}}"""))
            .InspectAsync();

        Assert.AreEqual("10.0.3", report.DotNetApplications.Single().Frameworks.Single().Resolved);
        Assert.IsFalse(report.DotNetApplications.Single().HasKnownPackages);
        Assert.AreEqual(GapCodes.DotNetApplication, report.Gaps.Single().Code);
    }

    [TestMethod]
    public async Task Application_WithoutItsFramework_DoesNotResolve()
    {
        var report = await ImageAsync(
            static t => t.File("app/shop.runtimeconfig.json", """{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"8.0.0"}}}""").File("app/shop.deps.json", Manifest("{}", "")), "");

        Assert.IsNull(report.DotNetApplications.Single().Frameworks.Single().Resolved);
    }

    [TestMethod]
    public async Task Sdk_IsTold()
    {
        var report = await ImageAsync(static t => t.File("usr/share/dotnet/sdk/10.0.100/dotnet.runtimeconfig.json", """{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"10.0.0"}}}"""), "");

        Assert.AreEqual("10.0.100 usr/share/dotnet/sdk/10.0.100", string.Join(';', report.DotNetSdks.Select(static s => $"{s.Version} {s.Path}")));
        Assert.IsEmpty(report.DotNetApplications);
    }

    [TestMethod]
    public async Task GlobalTool_IsAPackage()
    {
        const string Folder = "root/.dotnet/tools/.store/dotnet-thing/1.2.3/dotnet-thing/1.2.3/";
        var report = await ImageAsync(
            static t => t
                .File(Folder + "dotnet-thing.nuspec", """<?xml version="1.0"?><package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd"><metadata><id>Dotnet-Thing</id><version>1.2.3</version></metadata></package>""")
                .File(Folder + "tools/net10.0/any/thing.deps.json", Manifest("""{"A/1.0.0":{"runtime":{"lib/A.dll":{}}}}""", "A"))
                .File("root/.nuget/packages/b/1.0.0/b.nuspec", "<package><metadata><id>B</id><version>1.0.0</version></metadata></package>"),
            Folder + "tools/net10.0/any/A.dll");

        Assert.AreEqual("pkg:nuget/A@1.0.0 pkg:nuget/Dotnet-Thing@1.2.3", string.Join(' ', report.Packages.Select(static p => p.Purl.ToString())));
    }

    [TestMethod]
    public async Task GlobalTool_WithEntities_IsAGap()
    {
        var report = await ImageAsync(static t => t.File("root/.dotnet/tools/.store/x/1/x/1/x.nuspec", """<!DOCTYPE p [<!ENTITY a "aaaa">]><package><metadata><id>&a;</id><version>1</version></metadata></package>"""), "");

        Assert.IsEmpty(report.Packages);
        Assert.AreEqual(GapCodes.DotNetApplication, report.Gaps.Single().Code);
    }

    internal static string Manifest(string target, string packages) =>
        $$$"""{"runtimeTarget":{"name":".NETCoreApp,Version=v10.0"},"targets":{".NETCoreApp,Version=v10.0":{{{target}}}},"libraries":{ {{{Libraries(target, packages)}}} }}""";

    private static string Libraries(string target, string packages)
    {
        using var document = System.Text.Json.JsonDocument.Parse(target);
        var names = packages.Split(' ');
        return string.Join(',', document.RootElement.EnumerateObject().Select(l => $$"""
            "{{l.Name}}":{"type":"{{(names.Contains(l.Name.Split('/')[0]) ? "package" : l.Name.StartsWith("Ref", StringComparison.Ordinal) ? "reference" : "project")}}"}
            """));
    }

    private static TarForge Framework(TarForge tar, string name, string version, string configuration = """{"runtimeOptions":{}}""", string root = "usr/share/dotnet")
    {
        var folder = $"{root}/shared/{name}/{version}/{name}";
        return tar
            .File(folder + ".deps.json", $$$"""{"runtimeTarget":{"name":"T/linux-x64"},"targets":{"T/linux-x64":{"{{{name}}}.Runtime.linux-x64/{{{version}}}":{"runtime":{"System.dll":{ } } } } },"libraries":{"{{{name}}}.Runtime.linux-x64/{{{version}}}":{"type":"package"} } }""")
            .File(folder + ".runtimeconfig.json", configuration);
    }

    private static Task<ImageReport> ImageAsync(Action<TarForge> fill, string files) => new ImageForge().Layer(t =>
    {
        fill(t);
        foreach (var file in files.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            t.File(file, "x");
    }).InspectAsync();
}
