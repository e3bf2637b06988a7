using System.Diagnostics;
using ContainerSec.Images;
using ContainerSec.Images.Inspection;
using ContainerSec.Images.Layers;
using ContainerSec.Images.Sources.Folders;

namespace ContainerSec.Tests.Images.Sources;

[TestClass]
public class DirectoryTests
{
    [TestMethod]
    public async Task Inspect_UnpackedRoot_TellsWhatIsInIt()
    {
        using var folder = new TempFolder();
        folder.Write("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"u8.ToArray());
        folder.Write("usr/bin/su", [1]);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.At("usr/bin/su"), (UnixFileMode)0b100_111_101_101);

        var report = await ImageInspector.InspectAsync(ImageSource.Parse($"dir:{folder.Path}"));

        Assert.AreEqual("debian", report.OperatingSystem?.Id);
        Assert.IsEmpty(report.Gaps);
        Assert.IsNull(report.Digest);
        if (!OperatingSystem.IsWindows())
            Assert.AreEqual("usr/bin/su", report.SetuidFiles.Single().Path);
    }

    [TestMethod]
    public async Task Read_LinksDevicesAndLongNames_AreEntries()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Needs Linux.");
        using var folder = new TempFolder();
        var longName = string.Join('/', Enumerable.Repeat("0123456789abcdef", 10)) + "/file";
        folder.Write("a", new byte[1000]);
        folder.Write(longName, [1, 2, 3]);
        File.CreateSymbolicLink(folder.At("out"), "/etc");
        File.CreateSymbolicLink(folder.At("loop"), ".");
        Run("ln", folder.At("a"), folder.At("z"));
        Run("mkfifo", folder.At("pipe"));
        Run("truncate", "-s", "1G", folder.At("sparse"));
        if (!Run("mknod", folder.At("null"), "c", "1", "3"))
            Assert.Inconclusive("Needs the right to make devices.");

        var entries = await ReadAsync(folder.Path);

        Assert.AreEqual(
            $"0123456789abcdef d|a - 1000|loop l .|null c|out l /etc|pipe p|sparse - {1 << 30}|z h a",
            string.Join('|', entries.Where(static e => !e.Contains("abcdef/", StringComparison.Ordinal))));
        Assert.AreEqual($"{longName} - 3", entries.Single(static e => e.Contains("file", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Read_Twice_GivesTheSameBytes()
    {
        using var folder = new TempFolder();
        foreach (var name in (string[])["b", "a/2", "a/1", "c/x/y"])
            folder.Write(name, System.Text.Encoding.UTF8.GetBytes(name));

        async Task<string> Digest() => (await ImageInspector.InspectAsync(ImageSource.FromDirectory(folder.Path))).Layers.Single().DiffId;

        Assert.AreEqual(await Digest(), await Digest());
    }

    [TestMethod]
    public async Task Read_FileThatBecomesShorter_IsAGap()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a", new byte[100_000]);
        folder.Write("b", [1]);
        var gaps = new List<Gap>();
        using var tar = new FolderTar(folder.Path, InspectionBudgets.Default, gaps);
        var start = new byte[512 + 1000];
        await tar.ReadExactlyAsync(start);
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(50_000);

        using var rest = new MemoryStream();
        await tar.CopyToAsync(rest);

        Assert.AreEqual("a", gaps.Single().Path);
        Assert.AreEqual(0, (start.Length + rest.Length) % 512);
        Assert.AreEqual(512 + 100_352 + 512 + 512 + 1024, start.Length + rest.Length);
    }

    [TestMethod]
    public async Task Read_WhatNobodyMayRead_IsAGap()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Inconclusive("Needs a user for whom permissions count.");
            return;
        }

        using var folder = new TempFolder();
        File.SetUnixFileMode(folder.Write("secret", [1]), UnixFileMode.None);

        var report = await ImageInspector.InspectAsync(ImageSource.FromDirectory(folder.Path));

        Assert.AreEqual("unreadable secret", string.Join(' ', report.Gaps.Select(static g => $"{g.Code} {g.Path}")));
    }

    [TestMethod]
    public async Task Read_FileCapability_IsTold()
    {
        using var folder = new TempFolder();
        if (!OperatingSystem.IsLinux() || !Run("setcap", "cap_net_raw+ep", folder.Write("ping", [1])))
            Assert.Inconclusive("Needs setcap and the right to use it.");

        var report = await ImageInspector.InspectAsync(ImageSource.FromDirectory(folder.Path));

        Assert.AreEqual("ping", report.FileCapabilities.Single().Path);
    }

    private static async Task<List<string>> ReadAsync(string path)
    {
        var gaps = new List<Gap>();
        using var stream = new FolderTar(path, InspectionBudgets.Default, gaps);
        var tar = new TarReader(stream, InspectionBudgets.Default);
        var entries = new List<string>();
        while (await tar.NextAsync(CancellationToken.None) is { } entry)
        {
            var name = EntryPath.Normalise(entry.Name.Span);
            var link = EntryPath.TextOf(entry.LinkName.Span);
            entries.Add(entry.Type switch
            {
                EntryType.File => $"{name} - {entry.Size}",
                EntryType.HardLink => $"{name} h {link}",
                EntryType.SymbolicLink => $"{name} l {link}",
                EntryType.CharacterDevice => $"{name} c",
                EntryType.Pipe => $"{name} p",
                _ => $"{name} d",
            });
        }

        Assert.IsEmpty(gaps);
        return entries;
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
