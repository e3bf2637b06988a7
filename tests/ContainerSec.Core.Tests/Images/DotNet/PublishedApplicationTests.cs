using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.DotNet;

/// <summary>One application as the SDK really publishes it, in every way: what is in it is known, so all of it has to be found, and nothing else.</summary>
[TestClass]
public class PublishedApplicationTests
{
    private const string Json = "Newtonsoft.Json@13.0.1";
    private const string Runtime = "Microsoft.NETCore.App.Runtime.RID@RUNTIME";

    [TestMethod]
    [DataRow("portable", "app/shop.dll FrameworkDependent net10.0 None known", Json)]
    [DataRow("web", "app/shop.dll FrameworkDependent net10.0 None known", Json)]
    [DataRow("self", "app/shop.dll SelfContained net10.0 None known", $"{Runtime} {Json}")]
    [DataRow("single", "app/shop SingleFile net10.0 None known", Json)]
    [DataRow("single-bare", "app/shop SingleFile net10.0 None unknown", "")]
    [DataRow("self-single", "app/shop SelfContainedSingleFile net10.0 None known", $"{Runtime} {Json}")]
    [DataRow("trimmed", "app/shop.dll SelfContained net10.0 Trimmed known", $"{Runtime} {Json}")]
    [DataRow("trimmed-single", "app/shop SelfContainedSingleFile net10.0 Trimmed, Compressed known", $"{Runtime} {Json}")]
    [DataRow("ready", "app/shop.dll FrameworkDependent net10.0 ReadyToRun known", Json)]
    [DataRow("native", "app/shop NativeAot  None unknown", "")]
    [DataRow("native-symbols", "app/shop NativeAot  None unknown", "")]
    public async Task Inspect(string way, string application, string packages)
    {
        var report = await InspectAsync(way);

        var found = report.DotNetApplications.Single();
        Assert.AreEqual(application, $"{found.Path} {found.Deployment} {found.TargetFramework} {found.Compilation} {(found.HasKnownPackages ? "known" : "unknown")}");
        var runtime = found.Frameworks.FirstOrDefault()?.Resolved;
        var rid = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier is "linux-arm64" ? "linux-arm64" : "linux-x64";
        Assert.AreEqual(
            packages.Replace("RID", rid, StringComparison.Ordinal).Replace("RUNTIME", runtime, StringComparison.Ordinal),
            string.Join(' ', report.Packages.Select(static p => p.Purl.ToString()["pkg:nuget/".Length..])));
        Assert.AreEqual(
            found.HasKnownPackages ? "" : "dotnet-application app/shop",
            string.Join(';', report.Gaps.Select(static g => $"{g.Code} {g.Path}")));
        if (found.Deployment == DotNetDeployment.NativeAot)
            StringAssert.StartsWith(found.NativeCompiler, "ilc 10.", StringComparison.Ordinal);
        else
            Assert.IsNull(found.NativeCompiler);
    }

    [TestMethod]
    public async Task Inspect_SelfContained_NamesTheFilesOfPackages()
    {
        var report = await InspectAsync("self");

        CollectionAssert.AreEqual(new[] { "app/Newtonsoft.Json.dll" }, report.Packages.Single(static p => p.Name == "Newtonsoft.Json").Files.ToList());
        Assert.IsGreaterThan(100, report.Packages.Single(static p => p.Name.StartsWith("Microsoft.NETCore.App.Runtime", StringComparison.Ordinal)).Files.Count);
    }

    [TestMethod]
    public async Task Inspect_SingleFile_InASmallWindow()
    {
        // The pieces in which a layer is read have nothing to do with what is in it: here the program starts at an odd place.
        var report = await InspectAsync("single", static t => t.File("first", new byte[12_345]));

        Assert.AreEqual("pkg:nuget/" + Json, report.Packages.Single().Purl.ToString());
    }

    [TestMethod]
    public async Task Inspect_GlobalTool()
    {
        var report = await InspectAsync("tool");

        Assert.AreEqual($"pkg:nuget/{Json} pkg:nuget/shop.tool@1.2.3", string.Join(' ', report.Packages.Select(static p => p.Purl.ToString())));
        Assert.IsEmpty(report.Gaps);
    }

    [TestMethod]
    [DataRow("portable")]
    [DataRow("ready")]
    public async Task Inspect_TheSameFileElsewhere_IsTheSamePackage(string way)
    {
        if (PublishedApps.Find("portable", out var reason) is not { } portable || PublishedApps.Find(way, out reason) is not { } other)
        {
            Assert.Inconclusive(reason);
            return;
        }

        var report = await InspectAsync("portable", t => t
            .File("plugins/json.dll", File.ReadAllBytes(Path.Combine(other, "Newtonsoft.Json.dll")))
            .File("plugins/own/shop.dll", File.ReadAllBytes(typeof(PublishedApplicationTests).Assembly.Location)));

        Assert.AreEqual("app/shop.deps.json plugins/json.dll", string.Join(' ', report.Packages.Where(static p => p.Name == "Newtonsoft.Json").Select(static p => p.Location)));
        Assert.AreEqual("plugins/own/shop.dll", report.Gaps.Single().Path);
        StringAssert.Contains(report.Gaps[0].Message, "ContainerSec.Core.Tests", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Inspect_ReferenceAssembly_IsNothing()
    {
        var path = Directory.Exists("/usr/share/dotnet/packs") ? Directory.GetFiles("/usr/share/dotnet/packs", "System.Runtime.dll", SearchOption.AllDirectories).FirstOrDefault() : null;
        if (path is null)
        {
            Assert.Inconclusive("There are no reference assemblies in a usual place.");
            return;
        }

        Assert.IsEmpty((await new ImageForge().Layer(t => t.File("app/ref/System.Runtime.dll", File.ReadAllBytes(path))).InspectAsync()).Gaps);
    }

    private static Task<ImageReport> InspectAsync(string way, Action<TarForge>? before = null)
    {
        if (PublishedApps.Find(way, out var reason) is not { } folder)
        {
            Assert.Inconclusive(reason);
            throw new InvalidOperationException(reason);
        }

        return new ImageForge().Layer(t =>
        {
            before?.Invoke(t);
            t.AddFolder(folder, "app");
        }).InspectAsync();
    }
}
