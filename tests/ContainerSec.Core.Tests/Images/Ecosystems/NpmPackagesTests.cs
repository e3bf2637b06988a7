using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Ecosystems;

[TestClass]
public class NpmPackagesTests
{
    [TestMethod]
    public async Task Inspect_InstalledPackages_AreTold()
    {
        var text = await InventoryText.OfFilesAsync(
            ("app/package.json", """{ "name": "shop", "version": "1.0.0", "dependencies": { "a": "1" } }"""),
            ("app/package-lock.json", """{ "packages": { "node_modules/ghost": { "version": "9.9.9" } } }"""),
            ("app/node_modules/a/package.json", """{ "name": "a", "version": "1.0.0", "license": "MIT", "dependencies": { "b": "^2", "@s/c": "*", "ghost": "1" }, "devDependencies": { "d": "1" } }"""),
            ("app/node_modules/a/node_modules/b/package.json", """{ "name": "b", "version": "2.0.0", "licenses": [{ "type": "MIT" }, { "type": "Apache-2.0" }] }"""),
            ("app/node_modules/b/package.json", """{ "name": "b", "version": "1.5.0", "license": { "type": "BSD-3-Clause", "url": "x" }, "optionalDependencies": { "a": "1" } }"""),
            ("app/node_modules/@s/c/package.json", """{ "name": "@s/C", "version": "3.0.0-rc.1+x", "license": "SEE LICENSE IN LICENSE", "dependencies": { "b": "1" } }"""),
            ("app/node_modules/@s/c/esm/package.json", """{ "type": "module" }"""),
            ("app/node_modules/d/package.json", "\uFEFF{ \"name\": \"d\", \"version\": \"4.0.0\", \"license\": \"UNLICENSED\" }"),
            ("app/node_modules/a/test/fixtures/node_modules/z/package.json", """{ "name": "z", "version": "1.0.0" }"""),
            ("app/node_modules/a/dist/node_modules/bundled/package.json", """{ "name": "bundled", "version": "1.0.0", "license": "isc" }"""),
            ("app/node_modules/.package-lock.json", "{}"),
            ("app/node_modules/.bin/package.json", """{ "name": "no", "version": "1.0.0" }"""),
            ("usr/lib/node_modules/npm/package.json", """{ "name": "npm", "version": "10.2.4", "license": "Artistic-2.0" }"""));

        Assert.AreEqual("""
            pkg:npm/%40s/c@3.0.0-rc.1%2Bx | LicenseRef-SEE-LICENSE-IN-LICENSE | pkg:npm/b@1.5.0 | app/node_modules/@s/c/package.json
            pkg:npm/a@1.0.0 | MIT | pkg:npm/%40s/c@3.0.0-rc.1%2Bx, pkg:npm/b@2.0.0 | app/node_modules/a/package.json
            pkg:npm/b@1.5.0 | BSD-3-Clause | pkg:npm/a@1.0.0 | app/node_modules/b/package.json
            pkg:npm/b@2.0.0 | MIT OR Apache-2.0 |  | app/node_modules/a/node_modules/b/package.json
            pkg:npm/bundled@1.0.0 | ISC |  | app/node_modules/a/dist/node_modules/bundled/package.json
            pkg:npm/d@4.0.0 | LicenseRef-UNLICENSED |  | app/node_modules/d/package.json
            pkg:npm/npm@10.2.4 | Artistic-2.0 |  | usr/lib/node_modules/npm/package.json
            """, text);
    }

    [TestMethod]
    public async Task Inspect_LinkedStoreOfPnpm_IsResolved() => Assert.AreEqual("""
        pkg:npm/a@1.0.0 |  | pkg:npm/b@2.0.0 | app/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json
        pkg:npm/b@2.0.0 |  |  | app/node_modules/.pnpm/b@2.0.0/node_modules/b/package.json
        """, await InventoryText.OfLayersAsync(t => t
            .File("app/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json", """{ "name": "a", "version": "1.0.0", "dependencies": { "b": "2" } }""")
            .Link("app/node_modules/.pnpm/a@1.0.0/node_modules/b", "../../b@2.0.0/node_modules/b")
            .File("app/node_modules/.pnpm/b@2.0.0/node_modules/b/package.json", """{ "name": "b", "version": "2.0.0" }""")
            .Link("app/node_modules/a", ".pnpm/a@1.0.0/node_modules/a")));

    [TestMethod]
    public async Task Inspect_RemovedOrReplacedPackage_IsNotTold() => Assert.AreEqual("""
        pkg:npm/a@2.0.0 |  |  | app/node_modules/a/package.json
        """, await InventoryText.OfLayersAsync(
            t => t.File("app/node_modules/a/package.json", """{ "name": "a", "version": "1.0.0" }""").File("app/node_modules/b/package.json", """{ "name": "b", "version": "1.0.0" }"""),
            t => t.File("app/node_modules/a/package.json", """{ "name": "a", "version": "2.0.0" }""").Whiteout("app/node_modules/b")));

    [TestMethod]
    [DataRow("""{ "name": "a" }""")]
    [DataRow("""{ "name": "a", "version": 1 }""")]
    [DataRow("""{ "name": "a", "version": "1\u0000" }""")]
    [DataRow("""{ "name": "\ud800", "version": "1" }""")]
    [DataRow("[]")]
    [DataRow("{")]
    [DataRow("")]
    [DataRow("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public async Task Inspect_BadManifest_IsGap(string content) =>
        Assert.AreEqual("package-evidence app/node_modules/a/package.json", await InventoryText.OfFilesAsync(("app/node_modules/a/package.json", content)));

    [TestMethod]
    public async Task Inspect_PlugAndPlay_IsGap() => Assert.AreEqual("package-evidence app/.pnp.cjs", await InventoryText.OfFilesAsync(("app/.pnp.cjs", "")));

    // What npm itself lists of its own installation.
    [TestMethod]
    public async Task Inspect_NpmItself_TellsWhatNpmLists()
    {
        string[] folders = ["/usr/lib/node_modules", "/usr/local/lib/node_modules"];
        if (folders.FirstOrDefault(static f => Directory.Exists(Path.Combine(f, "npm"))) is not { } folder || !OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("npm is not installed.");
            return;
        }

        var image = new ImageForge().Layer(t =>
        {
            foreach (var file in Directory.EnumerateFiles(folder + "/npm", "package.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                t.File(file[1..], File.ReadAllBytes(file));
        });
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ls", "--all", "--json", "--prefix", folder + "/npm"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = npm.StandardError.ReadToEndAsync();
        var listed = new SortedSet<string>(StringComparer.Ordinal);
        Collect(JsonNode.Parse(await npm.StandardOutput.ReadToEndAsync()), listed);
        await errors;

        var report = await image.InspectAsync();

        Assert.IsEmpty(report.Gaps);
        var told = report.Packages.Select(static p => $"{p.Name}@{p.Version}").Where(static p => !p.StartsWith("npm@", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.IsGreaterThan(50, listed.Count);
        CollectionAssert.IsSubsetOf(listed.ToArray(), told, string.Join(' ', listed.Except(told)));
        Assert.IsTrue(report.Packages.All(static p => p.Licenses.Count == 1 && !p.Licenses[0].StartsWith("LicenseRef", StringComparison.Ordinal)), "Each package of npm has a known licence.");
        Console.WriteLine($"{told.Length} told, {listed.Count} listed; told only: {string.Join(' ', told.Except(listed))}");
    }

    private static void Collect(JsonNode? node, SortedSet<string> listed)
    {
        foreach (var (name, dependency) in node?["dependencies"]?.AsObject() ?? [])
        {
            if (dependency?["version"] is { } version && version.GetValueKind() == JsonValueKind.String)
                listed.Add($"{name}@{version.GetValue<string>()}");
            Collect(dependency, listed);
        }
    }
}
