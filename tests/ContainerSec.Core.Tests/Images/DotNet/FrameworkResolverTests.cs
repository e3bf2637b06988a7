using System.Diagnostics;
using System.Text.RegularExpressions;
using ContainerSec.Images.Inspectors.DotNet;
using CsCheck;

namespace ContainerSec.Tests.Images.DotNet;

/// <summary>Which shared frameworks the .NET host loads, by the tables of its design and against the host itself.</summary>
[TestClass]
public partial class FrameworkResolverTests
{
    private static readonly Gen<RollForward> Roll = Gen.Int[0, 5].Select(static i => (RollForward)i);

    [TestMethod]
    [DataRow("2.1.0", "Minor", "2.1.1-preview 2.2.0", "2.2.0")]
    [DataRow("2.1.0", "Minor", "2.0.0 2.2.0-preview", "2.2.0-preview")]
    [DataRow("2.1.0", "Major", "3.0.0-preview", "3.0.0-preview")]
    [DataRow("3.0.0", "Minor", "3.0.0 3.0.1-preview", "3.0.0")]
    [DataRow("3.0.0", "Minor", "3.1.0 3.0.1-preview", "3.1.0")]
    [DataRow("2.0.0", "LatestMajor", "3.0.0 3.0.1-preview", "3.0.0")]
    [DataRow("3.0.0", "Minor", "3.0.1-preview", "3.0.1-preview")]
    [DataRow("8.0.0", "Minor", "8.0.3 8.0.11 8.1.0 9.0.0", "8.0.11")]
    [DataRow("8.0.0", "Minor", "8.1.2 8.1.7 8.2.0", "8.1.7")]
    [DataRow("8.0.0", "Minor", "9.0.0", null)]
    [DataRow("8.0.5", "Minor", "8.0.4", null)]
    [DataRow("8.0.0", "Major", "9.1.0 9.0.3 9.0.8 10.0.0", "9.0.8")]
    [DataRow("8.0.0", "Major", "8.1.0 9.0.0", "8.1.0")]
    [DataRow("8.0.0", "LatestPatch", "8.1.0", null)]
    [DataRow("8.0.0", "LatestMinor", "8.0.1 8.2.0 8.2.5 9.0.0", "8.2.5")]
    [DataRow("8.0.0", "LatestMajor", "8.0.1 10.0.3 10.0.10", "10.0.10")]
    [DataRow("8.0.0", "Disable", "8.0.1", null)]
    [DataRow("8.0.1", "Disable", "8.0.1 8.0.2", "8.0.1")]
    [DataRow("3.0.0-preview4-27415-15", "Minor", "3.0.0-preview5-1 3.0.0", "3.0.0-preview5-1")]
    [DataRow("11.0.0-rc.1", "Minor", "11.0.0-preview.7 11.0.0-rc.2.1 11.0.0-rc.10", "11.0.0-rc.2.1")]
    [DataRow("nonsense", "Minor", "8.0.0", null)]
    public void Resolve_One(string requested, string rollForward, string installed, string? expected) =>
        Assert.AreEqual(expected, Resolve([new() { Name = "F", Version = requested, RollForward = RuntimeConfigurationReader.RollForwardOf(rollForward) }], installed).Single().Resolved);

    [TestMethod]
    public void Resolve_EnvironmentWinsOverFile() =>
        Assert.AreEqual("10.0.1", Resolve([new() { Name = "F", Version = "8.0.0", RollForward = RollForward.Disable }], "8.0.0 10.0.1", RollForward.LatestMajor).Single().Resolved);

    [TestMethod]
    public void Resolve_PreReleasesAsReleases() =>
        Assert.AreEqual("3.0.1-preview", Resolve([new() { Name = "F", Version = "3.0.0" }], "3.0.0 3.0.1-preview 3.1.0", includesPreReleases: true).Single().Resolved);

    [TestMethod]
    public void Resolve_PatchesIgnored() =>
        Assert.AreEqual("3.0.1", Resolve([new() { Name = "F", Version = "3.0.0", IgnoresPatches = true }], "3.0.1 3.0.2").Single().Resolved);

    [TestMethod]
    public void Resolve_FrameworkOfFramework_StricterHolds()
    {
        InstalledFramework[] installed =
        [
            Installed("Core", "10.0.1"), Installed("Core", "10.0.9"), Installed("Core", "10.1.0"),
            Installed("Web", "10.0.4") with { Frameworks = [new() { Name = "Core", Version = "10.0.4", RollForward = RollForward.LatestPatch }] },
        ];
        // The application looks for Core first, with the latest minor version; Web allows patches only, so all begins anew.
        var resolved = new FrameworkResolver(installed, null, false).Resolve(new RuntimeConfiguration
        {
            Frameworks = [new() { Name = "Core", Version = "10.0.0", RollForward = RollForward.LatestMinor }, new() { Name = "Web", Version = "10.0.0" }],
        });

        Assert.AreEqual("Core 10.0.0 10.0.9; Web 10.0.0 10.0.4", string.Join("; ", resolved.Select(static f => $"{f.Name} {f.Requested} {f.Resolved}")));
    }

    [TestMethod]
    public void Resolve_FrameworksThatNeedEachOther_Ends()
    {
        InstalledFramework[] installed =
        [
            Installed("A", "1.0.0") with { Frameworks = [new() { Name = "B", Version = "1.0.0" }] },
            Installed("B", "1.0.0") with { Frameworks = [new() { Name = "A", Version = "1.0.0" }, new() { Name = "B", Version = "9.0.0" }] },
        ];

        Assert.HasCount(2, new FrameworkResolver(installed, null, false).Resolve(new RuntimeConfiguration { Frameworks = [new() { Name = "A", Version = "1.0.0" }] }));
    }

    /// <summary>Random questions, asked of the very host that is on this machine; it says on its trace which folder it chose.</summary>
    [TestMethod]
    public void Resolve_AsTheHostDoes()
    {
        if (HostUnderTest.Create() is not { } host)
        {
            Assert.Inconclusive("There is no .NET host in a usual place.");
            return;
        }

        using (host)
        {
            var version = Gen.Select(Gen.Int[8, 10], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 5].Select(static i => i switch { 3 => "-preview.1", 4 => "-preview.2.3", 5 => "-rc.1", _ => "" }), static (a, b, c, p) => $"{a}.{b}.{c}{p}");
            var question = Gen.Select(version, version.List[0, 6], Roll, version, Roll, Gen.Bool, Gen.Bool);
            question.Sample(
                q =>
                {
                    var (core, cores, roll, web, webRoll, asksWeb, ignoresPatches) = q;
                    var older = ignoresPatches && roll != RollForward.Disable;
                    var coreReference = new FrameworkReference { Name = "Microsoft.NETCore.App", Version = core, RollForward = older ? Older(roll) : roll, IgnoresPatches = older };
                    List<FrameworkReference> references = asksWeb ? [coreReference, new() { Name = "Web", Version = "9.0.0" }] : [coreReference];
                    var webFramework = Installed("Web", "9.0.1") with { Frameworks = [new() { Name = "Microsoft.NETCore.App", Version = web, RollForward = webRoll }] };
                    InstalledFramework[] installed = [.. cores.Distinct(StringComparer.Ordinal).Select(static v => Installed("Microsoft.NETCore.App", v)), webFramework];
                    var ours = new FrameworkResolver(installed, null, false).Resolve(new RuntimeConfiguration { Frameworks = references });
                    var actual = host.Ask(references, installed);
                    // The host tells nothing of single frameworks when it fails as a whole.
                    var expected = ours.All(static f => f.Resolved is not null) ? string.Join(' ', ours.Select(static f => $"{f.Name}@{f.Resolved}").Order(StringComparer.Ordinal)) : "";
                    if (actual != expected)
                        throw new InvalidOperationException($"asked {string.Join(", ", references)} of {string.Join(' ', installed.Select(static i => i.Name + ' ' + i.VersionText))} with Web needing {web} {webRoll}: host {actual}, we {expected}");
                },
                iter: 150,
                threads: 1);
        }
    }

    private static IReadOnlyList<ContainerSec.Images.DotNetFramework> Resolve(List<FrameworkReference> references, string installed, RollForward? environment = null, bool includesPreReleases = false) =>
        new FrameworkResolver([.. installed.Split(' ').Select(static v => Installed("F", v))], environment, includesPreReleases).Resolve(new RuntimeConfiguration { Frameworks = references });

    // The older settings, with which alone patches can be ignored, know no latest version.
    private static RollForward Older(RollForward roll) => roll switch { RollForward.LatestMinor => RollForward.Minor, RollForward.LatestMajor => RollForward.Major, _ => roll };

    private static InstalledFramework Installed(string name, string version) => new() { Name = name, VersionText = version, Version = FrameworkVersion.Parse(version)! };

    /// <summary>A copy of the host with empty frameworks of any version around it.</summary>
    private sealed partial class HostUnderTest : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("csec-host").FullName;

        public static HostUnderTest? Create()
        {
            foreach (var root in new[] { "/usr/share/dotnet", "/usr/lib/dotnet", Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "" })
            {
                var fxr = Path.Combine(root, "host", "fxr");
                if (root.Length == 0 || !OperatingSystem.IsLinux() || !Directory.Exists(fxr))
                    continue;
                var host = new HostUnderTest();
                var newest = Directory.GetDirectories(fxr).MaxBy(static d => FrameworkVersion.Parse(Path.GetFileName(d)))!;
                File.Copy(Path.Combine(root, "dotnet"), Path.Combine(host._folder, "dotnet"));
                Directory.CreateDirectory(Path.Combine(host._folder, "host", "fxr", Path.GetFileName(newest)));
                File.Copy(Path.Combine(newest, "libhostfxr.so"), Path.Combine(host._folder, "host", "fxr", Path.GetFileName(newest), "libhostfxr.so"));
                return host;
            }

            return null;
        }

        /// <summary>What is loaded; nothing when the host fails.</summary>
        public string Ask(IReadOnlyList<FrameworkReference> references, IReadOnlyList<InstalledFramework> installed)
        {
            var shared = Path.Combine(_folder, "shared");
            if (Directory.Exists(shared))
                Directory.Delete(shared, recursive: true);
            foreach (var framework in installed)
            {
                var folder = Path.Combine(shared, framework.Name, framework.VersionText);
                Directory.CreateDirectory(folder);
                File.WriteAllText(Path.Combine(folder, framework.Name + ".deps.json"), "{}");
                File.WriteAllText(Path.Combine(folder, framework.Name + ".runtimeconfig.json"), Configuration(framework.Frameworks));
            }

            File.WriteAllText(Path.Combine(_folder, "app.dll"), "");
            File.WriteAllText(Path.Combine(_folder, "app.runtimeconfig.json"), Configuration(references));
            var start = new ProcessStartInfo(Path.Combine(_folder, "dotnet"), [Path.Combine(_folder, "app.dll")]) { RedirectStandardError = true, RedirectStandardOutput = true };
            start.Environment["COREHOST_TRACE"] = "1";
            start.Environment["DOTNET_ROOT"] = _folder;
            foreach (var variable in new[] { "DOTNET_ROLL_FORWARD", "DOTNET_ROLL_FORWARD_TO_PRERELEASE", "DOTNET_ROLL_FORWARD_ON_NO_CANDIDATE_FX" })
                start.Environment.Remove(variable);
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var trace = process.StandardError.ReadToEnd();
            output.Wait();
            process.WaitForExit();
            // --- Summary of all frameworks:
            //      framework:'Microsoft.NETCore.App', lowest requested version='8.0.0', found version='8.0.3', …
            return string.Join(' ', trace.Split('\n').Select(static l => Summary().Match(l)).Where(static m => m.Success).Select(static m => $"{m.Groups[1].Value}@{m.Groups[2].Value}").Order(StringComparer.Ordinal));
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        [GeneratedRegex("framework:'([^']+)', lowest requested version='[^']*', found version='([^']+)'")]
        private static partial Regex Summary();

        private static string Configuration(IReadOnlyList<FrameworkReference> references) =>
            references.Count == 0
                ? """{ "runtimeOptions": { "tfm": "net10.0" } }"""
                : $$"""{ "runtimeOptions": { "tfm": "net10.0", "frameworks": [ {{string.Join(", ", references.Select(One))}} ] } }""";

        // The host refuses a file that says both, so the older settings stand alone.
        private static string One(FrameworkReference r) => r.IgnoresPatches
            ? $$"""{ "name": "{{r.Name}}", "version": "{{r.Version}}", "applyPatches": false, "rollForwardOnNoCandidateFx": {{(r.RollForward switch { RollForward.LatestPatch => 0, RollForward.Minor => 1, _ => 2 })}} }"""
            : $$"""{ "name": "{{r.Name}}", "version": "{{r.Version}}"{{(r.RollForward is { } roll ? $", \"rollForward\": \"{roll}\"" : "")}} }""";
    }
}
