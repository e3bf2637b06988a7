using System.Diagnostics;
using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images;

/// <summary>Archives of real programs in every dialect: the same tree gives the same entries.</summary>
[TestClass]
public class TarDialectTests
{
    [TestMethod]
    [DataRow("tar", "--format=v7")]
    [DataRow("tar", "--format=oldgnu")]
    [DataRow("tar", "--format=gnu")]
    [DataRow("tar", "--format=ustar")]
    [DataRow("tar", "--format=posix")]
    [DataRow("tar", "--format=oldgnu --sparse")]
    [DataRow("tar", "--format=gnu --sparse")]
    [DataRow("tar", "--format=posix --sparse --sparse-version=0.0")]
    [DataRow("tar", "--format=posix --sparse --sparse-version=0.1")]
    [DataRow("tar", "--format=posix --sparse --sparse-version=1.0")]
    [DataRow("bsdtar", "--format=pax")]
    [DataRow("bsdtar", "--format=gnutar")]
    [DataRow("bsdtar", "--format=ustar")]
    public async Task Inspect_ArchiveOfRealProgram_TellsItsEntries(string program, string options)
    {
        var folder = Directory.CreateTempSubdirectory("containersec-tar-").FullName;
        try
        {
            // Version 7 has room for 100 bytes of name.
            var isOld = options.Contains("v7", StringComparison.Ordinal);
            var longName = string.Join('/', Enumerable.Repeat("a-folder-with-a-name", isOld ? 3 : 7)) + "/file";
            Directory.CreateDirectory(Path.Combine(folder, "tree", Path.GetDirectoryName(longName)!));
            await File.WriteAllTextAsync(Path.Combine(folder, "tree", longName), "long");
            Directory.CreateDirectory(Path.Combine(folder, "tree", "etc"));
            await File.WriteAllTextAsync(Path.Combine(folder, "tree", "etc", "os-release"), "ID=holes\n");
            await WriteWithHolesAsync(Path.Combine(folder, "tree", "usr-lib-os-release"));
            File.CreateSymbolicLink(Path.Combine(folder, "tree", "link"), "etc/os-release");
            var archive = Path.Combine(folder, "layer.tar");
            if (!Run(program, $"{options} -C {Path.Combine(folder, "tree")} -cf {archive} ."))
                Assert.Inconclusive($"{program} is not here, or does not know {options}.");

            var report = await new ImageForge().Layer(await File.ReadAllBytesAsync(archive)).InspectAsync();

            Assert.IsEmpty(report.Gaps);
            Assert.AreEqual("holes", report.OperatingSystem?.Id);
            var files = report.Entries.Where(static e => e.Kind != ImageEntryKind.Folder).Select(static e => $"{e.Path} {e.Size} {e.LinkTarget}".TrimEnd()).Order(StringComparer.Ordinal);
            Assert.AreEqual($"{longName} 4, etc/os-release 9, link 0 etc/os-release, usr-lib-os-release 1048585", string.Join(", ", files));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The field of a name has room for 100 bytes; what is cut off right after a slash is no folder of version 7.</summary>
    [TestMethod]
    public async Task Inspect_LongNameCutOffAfterASlash_IsAFile()
    {
        var name = new string('a', 99) + "/shop.txt";
        var report = await new ImageForge().Layer(t => t
            .Entry("././@LongLink", 'L', [.. System.Text.Encoding.UTF8.GetBytes(name), 0], magic: "ustar  \0")
            .Entry(name[..100], '0', [1, 2, 3], magic: "ustar  \0")
            .Entry("old/", '0', [], magic: "")).InspectAsync();

        Assert.IsEmpty(report.Gaps);
        Assert.AreEqual($"{name} File 3, old Folder 0", string.Join(", ", report.Entries.Where(static e => !e.Path.EndsWith('a')).Select(static e => $"{e.Path} {e.Kind} {e.Size}").Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    [DataRow("--format=oldgnu --sparse")]
    [DataRow("--format=posix --sparse --sparse-version=0.0")]
    [DataRow("--format=posix --sparse --sparse-version=0.1")]
    [DataRow("--format=posix --sparse --sparse-version=1.0")]
    public async Task Inspect_SparseFile_ReadsItsContent(string options)
    {
        var folder = Directory.CreateTempSubdirectory("containersec-tar-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "etc"));
            // Text, a hole of a megabyte, text again, and a hole at the end: the last line counts.
            await using (var file = File.Create(Path.Combine(folder, "etc", "os-release")))
            {
                await file.WriteAsync("ID=first\n"u8.ToArray());
                file.Position = 300_000;
                await file.WriteAsync("\nID=last\n"u8.ToArray());
                file.SetLength(600_000);
            }

            if (!Run("tar", $"{options} -C {folder} -cf {Path.Combine(folder, "layer.tar")} etc"))
                Assert.Inconclusive("GNU tar is not here.");

            var report = await new ImageForge().Layer(await File.ReadAllBytesAsync(Path.Combine(folder, "layer.tar"))).InspectAsync();

            Assert.IsEmpty(report.Gaps);
            Assert.AreEqual("last", report.OperatingSystem?.Id);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteWithHolesAsync(string path)
    {
        await using var file = File.Create(path);
        await file.WriteAsync("begin"u8.ToArray());
        file.Position = 1 << 20;
        await file.WriteAsync("the end.\n"u8.ToArray());
    }

    private static bool Run(string program, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
