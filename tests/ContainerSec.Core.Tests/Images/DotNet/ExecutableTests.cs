using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ContainerSec.Images;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Inspectors.DotNet;
using ContainerSec.Testing.Images;
using CsCheck;

namespace ContainerSec.Tests.Images.DotNet;

/// <summary>Programs that go by piece by piece: bundles made here, good and hostile, and everything that is no .NET at all.</summary>
[TestClass]
public class ExecutableTests
{
    private const string Configuration = """
        {
          "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" } }
        }
        """;

    private static readonly string Dependencies = DotNetManifestTests.Manifest("""{"A/1.0.0":{"runtime":{"lib/A.dll":{}}},"B/2.0.0":{"runtime":{"lib/B.dll":{}}}}""", "A B");

    [TestMethod]
    [DataRow(1u)]
    [DataRow(2u)]
    [DataRow(6u)]
    public async Task Bundle_OfEachVersion(uint version)
    {
        var report = await InspectAsync(new Bundle { Version = version }.ToArray());

        Assert.AreEqual("pkg:nuget/A@1.0.0 pkg:nuget/B@2.0.0", string.Join(' ', report.Packages.Select(static p => p.Purl.ToString())));
        Assert.AreEqual(DotNetDeployment.SingleFile, report.DotNetApplications.Single().Deployment);
        Assert.IsEmpty(report.Gaps);
    }

    [TestMethod]
    public async Task Bundle_WithFilesOfItsOwnThatLookLikeManifests_TakesTheRightOne()
    {
        var decoy = DotNetManifestTests.Manifest("""{"Decoy/1.0.0":{"runtime":{"D.dll":{}}}}""", "Decoy");
        var report = await InspectAsync(new Bundle { Extra = [("data.json", decoy, 0), ("more.json", "{ \"runtimeOptions\": { \"a\": [", 0), ("last.json", decoy, 0)] }.ToArray());

        Assert.AreEqual("A B", string.Join(' ', report.Packages.Select(static p => p.Name)));
    }

    [TestMethod]
    public async Task Bundle_WithoutManifestOfDependencies_IsAGap()
    {
        var report = await InspectAsync(new Bundle { Dependencies = null }.ToArray());

        Assert.IsFalse(report.DotNetApplications.Single().HasKnownPackages);
        Assert.AreEqual("dotnet-application app/shop", string.Join(';', report.Gaps.Select(static g => $"{g.Code} {g.Path}")));
    }

    [TestMethod]
    public async Task Bundle_FileThatTheBundleDoesNotHold_IsAGap()
    {
        var report = await InspectAsync(new Bundle { Assemblies = ["A.dll"] }.ToArray());

        Assert.AreEqual("A", report.Packages.Single().Name);
        StringAssert.Contains(report.Gaps.Single().Message, "B 2.0.0", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("offset past the end", DisplayName = "an offset past the end: no bundle")]
    [DataRow("offset before", DisplayName = "an offset before the signature: no bundle")]
    [DataRow("zero", DisplayName = "a host without files")]
    [DataRow("count")]
    [DataRow("version")]
    [DataRow("size")]
    [DataRow("truncated")]
    [DataRow("offsets of files")]
    [DataRow("deep")]
    [DataRow("large")]
    public async Task Bundle_ThatLies_IsToldOrNone(string lie)
    {
        var bundle = new Bundle();
        if (lie == "deep")
            bundle = bundle with { Dependencies = "{\"runtimeTarget\":" + new string('[', 100_000) };
        if (lie == "large")
            bundle = bundle with { Dependencies = "{\"runtimeTarget\": \"" + new string('x', 5 << 20) + "\"}" };
        var bytes = bundle.ToArray();
        var header = bundle.ManifestOffset;
        switch (lie)
        {
            case "offset past the end":
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(Bundle.OffsetPlace), long.MaxValue);
                break;
            case "offset before":
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(Bundle.OffsetPlace), 10);
                break;
            case "zero":
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(Bundle.OffsetPlace), 0);
                break;
            case "count":
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(header + 8), int.MaxValue);
                break;
            case "version":
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(header), 7);
                break;
            case "size":
                bytes.AsSpan(header + 60, 60).Fill(0xFF);
                break;
            case "truncated":
                bytes = bytes[..(header + 70)];
                break;
            case "offsets of files":
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(header + 12 + 13 + 40), header);
                break;
        }

        var report = await InspectAsync(bytes);

        Assert.IsEmpty(report.Packages);
        var isBundle = lie is not ("offset past the end" or "offset before" or "zero");
        Assert.AreEqual(isBundle ? 1 : 0, report.Gaps.Count(static g => g is { Code: GapCodes.DotNetApplication, Path: "app/shop" }));
    }

    [TestMethod]
    public void Pieces_OfAnySize_TellTheSame()
    {
        var bytes = new Bundle { Padding = 200_000, Extra = [("x", new string(' ', 70_000), 0)] }.ToArray();
        Gen.Int[1, 100_000].Sample(size => Assert.AreEqual("A B", Tell(bytes, size)), iter: 60);
        Assert.AreEqual("A B", Tell(bytes, 1));
    }

    [TestMethod]
    public void Mutated_NeverThrows()
    {
        var original = new Bundle { Padding = 300 }.ToArray();
        Gen.Select(Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte).Array[1, 40], Gen.Int[1, original.Length], Gen.Int[1, 500]).Sample(
            (changes, length, size) =>
            {
                var bytes = original[..length];
                foreach (var (at, value) in changes)
                    bytes[at % length] = value;
                Tell(bytes, size);
            },
            iter: 3000);
    }

    [TestMethod]
    public void MutatedAssembly_NeverThrows()
    {
        var original = File.ReadAllBytes(typeof(CsCheck.Check).Assembly.Location);
        // Most of what matters stands in the headers and at the start of the metadata.
        var place = Gen.OneOf(Gen.Int[0, 2000], Gen.Int[0, original.Length - 1]);
        Gen.Select(Gen.Select(place, Gen.Byte).Array[1, 40], Gen.Int[64, original.Length]).Sample(
            (changes, length) =>
            {
                var bytes = original[..length];
                foreach (var (at, value) in changes)
                    bytes[at % length] = value;
                var sink = new LayerSink(InspectionBudgets.Default);
                var scanner = new AssemblyScanner(EntryOf(bytes), sink);
                scanner.Read(bytes);
                scanner.Complete();
            },
            iter: 500);
    }

    [TestMethod]
    public void MutatedJson_NeverThrows()
    {
        foreach (var text in new[] { Dependencies, Configuration })
        {
            var original = Encoding.UTF8.GetBytes(text);
            Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte).Array[1, 8].Sample(
                changes =>
                {
                    var bytes = original.ToArray();
                    foreach (var (at, value) in changes)
                        bytes[at] = value;
                    DependencyManifestReader.Read(bytes, out _);
                    RuntimeConfigurationReader.Read(bytes, out _);
                },
                iter: 3000);
        }
    }

    /// <summary>Everything that this machine runs: none of it is .NET, except what is.</summary>
    [TestMethod]
    public void Programs_OfTheSystem_AreNotMistaken()
    {
        var folders = (Environment.GetEnvironmentVariable("CONTAINERSEC_TEST_PROGRAMS") ?? "/usr/bin").Split(':').Where(Directory.Exists).ToList();
        if (folders.Count == 0)
            Assert.Inconclusive("There are no programs in a usual place.");
        var found = new List<string>();
        var (count, size, watch) = (0, 0L, System.Diagnostics.Stopwatch.StartNew());
        foreach (var file in folders.SelectMany(static f => Directory.EnumerateFiles(f, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })))
        {
            byte[] bytes;
            try
            {
                bytes = File.ReadAllBytes(file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            var sink = new LayerSink(InspectionBudgets.Default);
            var scanner = new ExecutableScanner(EntryOf(bytes), sink);
            watch.Stop();
            watch.Start();
            for (var at = 0; at < bytes.Length; at += 128 << 10)
                scanner.Read(bytes.AsSpan(at, Math.Min(128 << 10, bytes.Length - at)));
            scanner.Complete();
            (count, size) = (count + 1, size + bytes.Length);
            found.AddRange(sink.Facts.Select(f => $"{file} {f}"));
            found.AddRange(sink.Gaps.Select(g => $"{file} {g.Message}"));
        }

        Console.WriteLine($"{count:N0} files, {size / 1e6:N0} MB, {size / 1e6 / watch.Elapsed.TotalSeconds:N0} MB/s with reading");
        Assert.IsEmpty(found, string.Join('\n', found.Select(static f => f[..Math.Min(f.Length, 300)])));
    }

    private static LayerEntry EntryOf(byte[] bytes) => new() { Path = "app/shop", Type = EntryType.File, Mode = 0b111_101_101, Size = bytes.Length };

    private static string Tell(byte[] bytes, int pieces)
    {
        var sink = new LayerSink(InspectionBudgets.Default);
        var scanner = new ExecutableScanner(EntryOf(bytes), sink);
        for (var at = 0; at < bytes.Length; at += pieces)
            scanner.Read(bytes.AsSpan(at, Math.Min(pieces, bytes.Length - at)));
        scanner.Complete();
        return string.Join(' ', sink.Facts.OfType<BundleFact>().SelectMany(static b => b.Manifest?.Libraries ?? []).Select(static l => l.Name));
    }

    private static Task<ImageReport> InspectAsync(byte[] program) => new ImageForge().Layer(t => t.File("app/shop", program, 0b111_101_101)).InspectAsync();

    /// <summary>A single file, written as the SDK writes it.</summary>
    private sealed record Bundle
    {
        public const int OffsetPlace = 4096;

        public uint Version { get; init; } = 6;

        public string? Dependencies { get; init; } = ExecutableTests.Dependencies;

        public string[] Assemblies { get; init; } = ["A.dll", "B.dll"];

        public (string Path, string Content, long CompressedSize)[] Extra { get; init; } = [];

        public int Padding { get; init; }

        public int ManifestOffset { get; private set; }

        public byte[] ToArray()
        {
            var file = new MemoryStream();
            var writer = new BinaryWriter(file, Encoding.UTF8);
            writer.Write(new byte[OffsetPlace + 8]);
            writer.Write(SHA256.HashData(".net core bundle\n"u8));
            writer.Write(new byte[100 + Padding]);
            List<(string Path, string Content, byte Type)> files =
            [
                .. Assemblies.Select(static a => (a, "MZ", (byte)1)),
                ("shop.runtimeconfig.json", Configuration, (byte)4),
                .. Extra.Select(static e => (e.Path, e.Content, (byte)0)),
            ];
            if (Dependencies is not null)
                files.Add(("shop.deps.json", Dependencies, 3));
            var entries = new List<(long Offset, long Size, byte Type, string Path)>();
            foreach (var (path, content, type) in files)
            {
                writer.Write(new byte[7]);
                entries.Add((file.Position, Encoding.UTF8.GetByteCount(content), type, path));
                writer.Write(Encoding.UTF8.GetBytes(content));
            }

            ManifestOffset = (int)file.Position;
            writer.Write(Version);
            writer.Write(0u);
            writer.Write(entries.Count);
            writer.Write("abcdefghijkl");
            if (Version >= 2)
                writer.Write(new byte[40]);
            foreach (var (offset, size, type, path) in entries)
            {
                writer.Write(offset);
                writer.Write(size);
                if (Version >= 6)
                    writer.Write(0L);
                writer.Write(type);
                writer.Write(path);
            }

            var bytes = file.ToArray();
            new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1 }.CopyTo(bytes, 0);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(OffsetPlace), ManifestOffset);
            return bytes;
        }
    }
}
