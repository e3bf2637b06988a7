using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using ContainerSec.Images;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Inspectors.Ecosystems;
using ContainerSec.Testing.Images;
using CsCheck;

namespace ContainerSec.Tests.Images.Ecosystems;

/// <summary>Packages inside programs of Go and Rust.</summary>
[TestClass]
public class ProgramsTests
{
    private const int Executable = 0b111_101_101;
    private const string Sums = "\th1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private const string Modules = $"""
        path	example.org/Shop/cmd
        mod	example.org/Shop	v1.2.3{Sums}
        dep	github.com/Azure/go-autorest	v14.2.0+incompatible{Sums}
        dep	golang.org/x/net	v0.1.0
        =>	golang.org/x/net	v0.9.0{Sums}
        dep	example.org/local	v0.0.0
        =>	./local	(devel)
        build	-compiler=gc

        """;

    private const string Told = """
        pkg:golang/example.org/shop@v1.2.3 |  | pkg:golang/github.com/azure/go-autorest@v14.2.0%2Bincompatible, pkg:golang/golang.org/x/net@v0.9.0, pkg:golang/stdlib@1.22.3 | app
        pkg:golang/github.com/azure/go-autorest@v14.2.0%2Bincompatible |  |  | app
        pkg:golang/golang.org/x/net@v0.9.0 |  |  | app
        pkg:golang/stdlib@1.22.3 |  |  | app
        package-evidence app
        """;

    [TestMethod]
    public async Task Inspect_GoProgram_TellsModules() => Assert.AreEqual(Told, await InventoryText.OfLayersAsync(t => t
        .File("app", GoProgram("go1.22.3 X:nocoverageredesign", Modules), Executable)
        .File("not-executable", GoProgram("go1.22.3", Modules))));

    [TestMethod]
    public async Task Inspect_GoProgramOfFolder_IsNotListedItself() => Assert.AreEqual("pkg:golang/stdlib@1.21 |  |  | app", await InventoryText.OfLayersAsync(t =>
        t.File("app", GoProgram("go1.21", "path\tx\nmod\tx\t(devel)\t\n"), Executable)));

    [TestMethod]
    public async Task Inspect_GoProgramsWithoutModules_AreGaps()
    {
        var pointers = GoProgram("go1.22.3", Modules);
        pointers[InfoOffset + 15] = 0;
        var cut = GoProgram("go1.22.3", Modules)[..(InfoOffset + 60)];
        var none = GoProgram("go1.22.3", Modules);
        none.AsSpan(InfoOffset, 4).Clear();
        var unaligned = new byte[100_000];
        "\u007fELF"u8.CopyTo(unaligned);
        GoProgram("go1.22.3", Modules).AsSpan(InfoOffset, 1000).CopyTo(unaligned.AsSpan(InfoOffset + 8));

        Assert.AreEqual("opaque a-pointers\nopaque b-cut\nopaque c-none", await InventoryText.OfLayersAsync(t => t
            .File("a-pointers", pointers, Executable).File("b-cut", cut, Executable).File("c-none", none, Executable)
            .File("unaligned", unaligned, Executable).File("script", Encoding.ASCII.GetBytes("#!/bin/sh\n" + new string('x', 100_000)), Executable)));
    }

    [TestMethod]
    public void Scan_PiecesOfAnySize_TellTheSame()
    {
        byte[] decoy = [.. GoBuildInfo.Magic, 8, 2, .. new byte[16], 5, (byte)'x'];
        Gen.Int[0, 3].SelectMany(static decoys => Gen.Select(Gen.Const(decoys), Gen.Int[1, 3000].Array[1, 60])).Sample((decoys, sizes) =>
        {
            var program = GoProgram("go1.22.3", Modules);
            for (var i = 0; i < decoys; i++)
                decoy.CopyTo(program.AsSpan(InfoOffset - 64 + (16 * i)));
            GoProgram("go1.22.3", Modules).AsSpan(InfoOffset).CopyTo(program.AsSpan(InfoOffset));
            var sink = new LayerSink(InspectionBudgets.Default);
            var entry = new LayerEntry { Path = "app", Type = EntryType.File, Mode = Executable, Size = program.Length };
            var scanner = new GoPrograms().Scan(entry, sink)!;
            var (at, next) = (0, 0);
            while (at < program.Length)
            {
                var size = Math.Min(sizes[next++ % sizes.Length], program.Length - at);
                scanner.Read(program.AsSpan(at, size));
                at += size;
            }

            scanner.Complete();
            Assert.AreEqual("example.org/Shop stdlib github.com/Azure/go-autorest golang.org/x/net", string.Join(' ', ((GoProgramFact)sink.Facts.Single()).Modules.Select(static m => m.Name)));
        }, iter: 300);
    }

    [TestMethod]
    public void Scan_HostilePrograms_NeverFail() => Gen.Select(Gen.Int[0, 200], Gen.Byte.Array[0, 40], Gen.Bool, Gen.Int[1, 5000]).Sample(static (offset, bytes, isGo, piece) =>
    {
        var program = isGo ? GoProgram("go1.22.3", Modules) : RustProgram("""{"packages":[{"name":"a","version":"1","source":"crates.io"}]}""");
        var at = isGo ? InfoOffset + offset : Math.Max(0, program.Length - 600 + (3 * offset));
        for (var i = 0; i < bytes.Length && at + i < program.Length; i++)
            program[at + i] = bytes[i];
        Inspector inspector = isGo ? new GoPrograms() : new RustPrograms();
        var scanner = inspector.Scan(new LayerEntry { Path = "app", Type = EntryType.File, Mode = Executable, Size = program.Length }, new LayerSink(InspectionBudgets.Default))!;
        for (var i = 0; i < program.Length; i += piece)
            scanner.Read(program.AsSpan(i, Math.Min(piece, program.Length - i)));
        scanner.Complete();
    }, iter: 3000);

    // Go programs of the machine, against a plain reading of the same bytes by another tool.
    [TestMethod]
    public async Task Inspect_MachinesGoPrograms_TellWhatStringsSay()
    {
        string[] programs = [.. new[] { "/usr/bin/runc", "/usr/bin/cbt", "/usr/bin/kubectl" }.Where(File.Exists)];
        if (programs.Length == 0 || !File.Exists("/usr/bin/python3"))
        {
            Assert.Inconclusive("No Go program is installed.");
            return;
        }

        foreach (var program in programs)
        {
            const string script = """
                import re, sys
                data = open(sys.argv[1], 'rb').read()
                deps = re.search(rb'\x30\x77\xaf\x0c\x92\x74\x08\x02\x41\xe1\xc1\x07\xe6\xd6\x18\xe6(.*?)\xf9\x32\x43\x31\x86\x18\x20\x72\x00\x82\x42\x10\x41\x16\xd8\xf2', data, re.S).group(1).decode().split('\n')
                out = []
                for line in deps:
                    f = line.split('\t')
                    if f[0] == 'dep': out.append(f[1] + ' ' + f[2])
                    if f[0] == '=>': out[-1] = f[1] + ' ' + (f[2] if len(f) > 2 else '')
                print('\n'.join(o for o in out if not o.endswith(' ') and not o.endswith(')')))
                """;
            using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", script, program]) { RedirectStandardOutput = true })!;
            var expected = (await python.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal).ToArray();

            var report = await new ImageForge().Layer(t => t.File("app", File.ReadAllBytes(program), Executable)).InspectAsync();

            var told = report.Packages.Where(static p => p.Type == "golang" && p.Name != "stdlib" && p.DependsOn.Count == 0).Select(static p => $"{p.Name} {p.Version}").Order(StringComparer.Ordinal).ToArray();
            CollectionAssert.AreEqual(expected, told, program);
            StringAssert.StartsWith(report.Packages.Single(static p => p.Name == "stdlib").Version, "1.", StringComparison.Ordinal);
            Console.WriteLine($"{program}: {told.Length} modules, Go {report.Packages.Single(static p => p.Name == "stdlib").Version}, {report.Gaps.Count} gaps");
        }
    }

    [TestMethod]
    public async Task Inspect_RustPrograms_TellCrates()
    {
        var audited = RustProgram("""
            {"packages":[
              {"name":"shop","version":"0.1.0","source":"local","root":true,"dependencies":[1,3]},
              {"name":"serde","version":"1.0.190","source":"crates.io","dependencies":[2,3,99]},
              {"name":"itoa","version":"1.0.9","source":"crates.io"},
              {"name":"cc","version":"1.0.83","source":"crates.io","kind":"build"},
              {"name":"forked","version":"2.0.0","source":"git"}]}
            """);
        var damaged = RustProgram("""{"packages":[{"name":"a"}]}""");

        Assert.AreEqual("""
            pkg:cargo/forked@2.0.0 |  |  | audited
            pkg:cargo/itoa@1.0.9 |  |  | audited
            pkg:cargo/serde@1.0.190 |  | pkg:cargo/itoa@1.0.9 | audited
            package-evidence damaged
            opaque plain
            """, await InventoryText.OfLayersAsync(t => t.File("audited", audited, Executable).File("plain", RustProgram(null), Executable).File("damaged", damaged, Executable)));
    }

    [TestMethod]
    public async Task Inspect_BombInRustProgram_IsGap() => Assert.AreEqual("package-evidence bomb", await InventoryText.OfLayersAsync(t =>
        t.File("bomb", RustProgram(new string(' ', 40 << 20)), Executable)));

    // A program that the machine's own compiler and linker made, with the list where cargo-auditable has it linked.
    [TestMethod]
    public async Task Inspect_RealRustProgram_TellsCrates()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (new[] { "/usr/bin/rustc", home + "/.cargo/bin/rustc" }.FirstOrDefault(File.Exists) is not { } rustc || !File.Exists("/usr/bin/objcopy"))
        {
            Assert.Inconclusive("rustc or objcopy is not installed.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await File.WriteAllTextAsync(folder + "/main.rs", "fn main() { println!(\"{}\", std::env::args().count()); }\n");
            await File.WriteAllBytesAsync(folder + "/list", Zlib("""{"packages":[{"name":"ripgrep","version":"14.1.0","source":"crates.io","root":true,"dependencies":[1]},{"name":"bstr","version":"1.9.0","source":"crates.io"}]}"""));
            if (await RunAsync(rustc, "-o", folder + "/plain", folder + "/main.rs") is { Length: > 0 } errors)
                Assert.Inconclusive("rustc cannot build: " + errors);
            Assert.AreEqual("", await RunAsync("/usr/bin/objcopy", "--add-section", $".dep-v0={folder}/list", folder + "/plain", folder + "/audited"));

            Assert.AreEqual("""
                pkg:cargo/bstr@1.9.0 |  |  | audited
                pkg:cargo/ripgrep@14.1.0 |  | pkg:cargo/bstr@1.9.0 | audited
                opaque plain
                """, await InventoryText.OfLayersAsync(t => t
                .File("audited", File.ReadAllBytes(folder + "/audited"), Executable)
                .File("plain", File.ReadAllBytes(folder + "/plain"), Executable)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        return await process.StandardError.ReadToEndAsync();
    }

    private const int InfoOffset = 0x11000;

    private static byte[] GoProgram(string version, string modules)
    {
        byte[] info = [.. new byte[16], .. Encoding.UTF8.GetBytes(modules), .. new byte[16]];
        byte[] text = [.. GoBuildInfo.Magic, 8, 2, .. new byte[16], .. Varint(version.Length), .. Encoding.UTF8.GetBytes(version), .. Varint(info.Length), .. info];
        var program = new byte[0x20000];
        "\u007fELF"u8.CopyTo(program);
        "Go build ID: \"abc\""u8.CopyTo(program.AsSpan(0xfb0));
        text.CopyTo(program, InfoOffset);
        return program;
    }

    private static byte[] Varint(int value) => value < 0x80 ? [(byte)value] : [(byte)(value | 0x80), .. Varint(value >> 7)];

    private static byte[] Zlib(string text)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
            zlib.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    // A 64-bit little-endian program: constants, perhaps the list, names of sections, their headers.
    private static byte[] RustProgram(string? list)
    {
        var section = list is null ? [] : Zlib(list);
        byte[] names = [.. "\0.dep-v0\0.shstrtab\0"u8];
        var program = new byte[8192 + section.Length + names.Length + (3 * 64)];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(program);
        "/rustc/0123456789abcdef0123456789abcdef01234567/library/core/src/fmt/mod.rs"u8.CopyTo(program.AsSpan(4096));
        section.CopyTo(program, 8192);
        names.CopyTo(program, 8192 + section.Length);
        var table = 8192 + section.Length + names.Length;
        BinaryPrimitives.WriteInt64LittleEndian(program.AsSpan(40), table);
        BinaryPrimitives.WriteInt16LittleEndian(program.AsSpan(58), 64);
        BinaryPrimitives.WriteInt16LittleEndian(program.AsSpan(60), 3);
        BinaryPrimitives.WriteInt16LittleEndian(program.AsSpan(62), 2);
        Header(program.AsSpan(table + 64), list is null ? 9 : 1, 8192, section.Length);
        Header(program.AsSpan(table + 128), 9, 8192 + section.Length, names.Length);
        return program;
    }

    private static void Header(Span<byte> header, int name, long offset, long size)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, name);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], size);
    }
}
