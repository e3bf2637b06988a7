using System.Diagnostics;
using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Tests.Images.Sources;

/// <summary>Archives and layouts as another tool writes them.</summary>
[TestClass]
public class SkopeoTests
{
    private static readonly ImageForge Image = new ImageForge()
        .Layer(static t => t.Folder("etc").File("etc/os-release", "ID=debian\n"))
        .Layer(static t => t.Folder("usr").Folder("usr/bin").File("usr/bin/su", "x", 0b100_111_101_101))
        .Config("""{ "User": "1000" }""");

    [TestMethod]
    [DataRow("docker-archive:$:shop:1", "docker-archive:$")]
    [DataRow("docker-archive:$:shop:1", "docker-archive:$:shop:1")]
    [DataRow("oci:$:1", "oci:$:1")]
    [DataRow("oci:$", "$")]
    [DataRow("oci-archive:$:1", "oci-archive:$:1")]
    [DataRow("oci-archive:$", "$")]
    public async Task Inspect_WhatSkopeoWrote_TellsTheImage(string target, string source)
    {
        using var folder = new TempFolder();
        await CopyAsync("docker-archive:" + folder.Write("from.tar", Image.DockerArchive("shop:1")), target.Replace("$", folder.At("to"), StringComparison.Ordinal));

        var report = await ImageInspector.InspectAsync(ImageSource.Parse(source.Replace("$", folder.At("to"), StringComparison.Ordinal)));

        var expected = await Image.InspectAsync();
        Assert.IsEmpty(report.Gaps);
        Assert.AreEqual("1000", report.Settings.User);
        Assert.AreEqual(expected.OperatingSystem, report.OperatingSystem! with { IdLike = expected.OperatingSystem!.IdLike });
        CollectionAssert.AreEqual(expected.SetuidFiles.ToList(), report.SetuidFiles.ToList());
        CollectionAssert.AreEqual(expected.Layers.Select(static l => l.DiffId).ToList(), report.Layers.Select(static l => l.DiffId).ToList());
    }

    private static async Task CopyAsync(string from, string to)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("skopeo", ["--insecure-policy", "copy", "-q", from, to]) { RedirectStandardError = true })!;
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.AreEqual(0, process.ExitCode, errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive("Needs skopeo.");
        }
    }
}
