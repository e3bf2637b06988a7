using System.IO.Compression;
using System.Text;
using ContainerSec.Images;
using ContainerSec.Testing.Images;
using CsCheck;

namespace ContainerSec.Tests.Images.Ecosystems;

[TestClass]
public class JavaArchivesTests
{
    [TestMethod]
    public async Task Inspect_Archives_TellLibraries()
    {
        var lib = Jar(("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nBundle-License: https://www.apache.org/licenses/LICENSE-2.0.t\r\n xt\r\n"), Pom("com.fasterxml.jackson.core", "jackson-databind", "2.15.2"));
        var shaded = Jar(Pom("org.example", "tool", "1.0"), Pom("com.google.guava", "guava", "31.1-jre"), Pom("x", "y", "${project.version}"));
        var spring = Jar(("META-INF/MANIFEST.MF", "Implementation-Title: spring-core\nImplementation-Version: 6.0.9\n\nName: x\nImplementation-Vendor-Id: no\n"), ("org/springframework/core/A.class", ""));
        var bundle = Jar(("META-INF/MANIFEST.MF", "Bundle-SymbolicName: io.projectreactor.reactor-core;singleton:=true\nBundle-Version: 3.5.6\n"));
        var vendor = Jar(("META-INF/MANIFEST.MF", "Implementation-Vendor-Id: org.glassfish\nImplementation-Version: 4.0.2\n"));
        var nebula = Jar(("META-INF/MANIFEST.MF", "Implementation-Title: io.micrometer#micrometer-core;1.11.0\n"));
        var nameless = Jar(("META-INF/MANIFEST.MF", "Implementation-Version: 7\n"));
        var own = Jar(("META-INF/MANIFEST.MF", "Main-Class: app.Main\n"), ("app/Main.class", ""));
        var boot = Jar([
            ("META-INF/MANIFEST.MF", "Start-Class: shop.Main\nImplementation-Version: 1\n"u8.ToArray()), ("META-INF/maven/shop/shop/pom.properties", Bytes(Pom("shop", "shop", "1").Text)),
            ("BOOT-INF/classes/shop/Main.class", []), ("BOOT-INF/lib/jackson-databind-2.15.2.jar", lib), ("BOOT-INF/lib/spring-core-6.0.9.jar", spring)], CompressionLevel.NoCompression);
        var ear = Jar([("lib/shop.war", Jar([("WEB-INF/lib/reactor-core-3.5.6.jar", bundle)], CompressionLevel.Fastest))], CompressionLevel.Fastest);

        Assert.AreEqual("""
            pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.15.2 | Apache-2.0 |  | app/shop.jar!/BOOT-INF/lib/jackson-databind-2.15.2.jar
            pkg:maven/com.google.guava/guava@31.1-jre |  |  | app/tool-1.0.jar
            pkg:maven/io.micrometer/micrometer-core@1.11.0 |  |  | lib/micrometer-core-1.11.0.jar
            pkg:maven/io.projectreactor/reactor-core@3.5.6 |  |  | app/shop.ear!/lib/shop.war!/WEB-INF/lib/reactor-core-3.5.6.jar
            pkg:maven/org.example/tool@1.0 |  |  | app/tool-1.0.jar
            pkg:maven/org.glassfish/jakarta.el@4.0.2 |  |  | lib/jakarta.el.jar
            pkg:maven/org.springframework/spring-core@6.0.9 |  |  | app/shop.jar!/BOOT-INF/lib/spring-core-6.0.9.jar
            opaque broken.jar
            package-evidence lib/unknown.jar
            """, await InventoryText.OfLayersAsync(t => t
            .File("app/shop.jar", [.. "#!/bin/sh\nexec java -jar $0\n"u8, .. boot]).File("app/shop.ear", ear).File("app/tool-1.0.jar", shaded)
            .File("lib/jakarta.el.jar", vendor).File("lib/micrometer-core-1.11.0.jar", nebula).File("lib/unknown.jar", nameless).File("lib/own.jar", own)
            .File("empty.jar", "").File("broken.jar", "no zip")));
    }

    [TestMethod]
    public async Task Inspect_HostileArchives_AreGaps()
    {
        var nest = Jar(("x.txt", ""));
        for (var i = 0; i < 7; i++)
            nest = Jar([("a.jar", nest)], CompressionLevel.Fastest);
        var bomb = Jar([("a.jar", new byte[40 << 20])], CompressionLevel.Fastest);
        var bigManifest = Jar([("META-INF/MANIFEST.MF", new byte[2 << 20])], CompressionLevel.Fastest);
        // Every entry is the archive itself.
        var loop = Jar([.. Enumerable.Range(0, 3000).Select(static i => ($"{i}.jar", Jar([("a.jar", Jar([("b.jar", [])], CompressionLevel.NoCompression))], CompressionLevel.NoCompression)))], CompressionLevel.NoCompression);

        Assert.AreEqual("opaque bomb.jar\nbudget loop.jar\npackage-evidence manifest.jar\nbudget nest.jar", await InventoryText.OfLayersAsync(t => t
            .File("bomb.jar", bomb).File("loop.jar", loop).File("manifest.jar", bigManifest).File("nest.jar", nest)));
    }

    [TestMethod]
    public void Read_MutatedArchives_NeverFail()
    {
        var jar = Jar([("META-INF/MANIFEST.MF", "A: b\n"u8.ToArray()), ("META-INF/maven/a/b/pom.properties", Bytes(Pom("a", "b", "1").Text)), ("c.jar", Jar(Pom("d", "e", "2")))], CompressionLevel.Fastest);
        Gen.Select(Gen.Int[0, jar.Length - 1], Gen.Byte).Array[1, 12].Sample(changes =>
        {
            var bytes = (byte[])jar.Clone();
            foreach (var (at, value) in changes)
                bytes[at] = value;
            var sink = new ContainerSec.Images.Inspection.LayerSink(InspectionBudgets.Default);
            new ContainerSec.Images.Inspectors.Ecosystems.JavaArchiveReader(new ContainerSec.Images.Inspection.LayerEntry { Path = "a.jar", Type = ContainerSec.Images.Inspection.EntryType.File, Mode = 0 }, sink).Read(bytes, "", 0);
        }, iter: 20_000);
    }

    // Debian's libraries have the coordinates in maven-repo that their archives shall tell.
    [TestMethod]
    public async Task Inspect_MachinesLibraries_TellWhatMavenRepoSays()
    {
        const string repository = "/usr/share/maven-repo/";
        if (!Directory.Exists(repository))
        {
            Assert.Inconclusive("No Java library of Debian is installed.");
            return;
        }

        // repository/group as folders/artifact/version/artifact-version.jar; "debian" stands for any version.
        var jars = Directory.EnumerateFiles(repository, "*.jar", SearchOption.AllDirectories).Where(static f => !f.Contains("debian", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var report = await jars.Aggregate(new ImageForge(), static (forge, jar) => forge.Layer(t => t.File(jar[1..], File.ReadAllBytes(jar)))).InspectAsync();

        var (same, other) = (0, new List<string>());
        foreach (var package in report.Packages)
        {
            var parts = package.Location[(repository.Length - 1)..].Split('/');
            var expected = $"{string.Join('.', parts[..^3])}:{parts[^3]}";
            if (package.Name == expected)
                same++;
            else
                other.Add($"{package.Name} {package.Version} in {package.Location}");
        }

        Console.WriteLine($"{jars.Count} archives, {same} told as Debian says, {report.Gaps.Count} gaps\n{string.Join('\n', other)}\n{string.Join('\n', report.Gaps.Select(static g => $"{g.Path}: {g.Message}"))}");
        Assert.IsGreaterThan(jars.Count / 2, same);
        Assert.IsEmpty(other.Where(static o => o.Contains(": ", StringComparison.Ordinal)));
    }

    private static (string Name, string Text) Pom(string group, string artifact, string version) =>
        ($"META-INF/maven/{group}/{artifact}/pom.properties", $"#Generated\n#Tue Jan 01\nversion={version}\r\ngroupId={group}\nartifactId={artifact}\n");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Jar(params (string Name, string Text)[] files) => Jar([.. files.Select(static f => (f.Name, Bytes(f.Text)))], CompressionLevel.Fastest);

    private static byte[] Jar((string Name, byte[] Content)[] files, CompressionLevel level)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var stream = zip.CreateEntry(name, level).Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
