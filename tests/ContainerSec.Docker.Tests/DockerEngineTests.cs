using ContainerSec.Images;
using ContainerSec.Testing.Images;

namespace ContainerSec.Docker.Tests;

[TestClass]
public class DockerEngineTests
{
    private static readonly ImageForge Image = new ImageForge()
        .Layer(static t => t.File("etc/os-release", "ID=debian\n"))
        .Layer(static t => t.File("usr/bin/su", "x", 0b100_111_101_101))
        .Layer(static t => t.File("srv/data", new byte[500_000]));

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Inspect_ImageOfAnEngine_IsExportedTwice(bool ofBlobs)
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Needs Unix sockets.");
        using var engine = new ForgedEngine(Image, ofBlobs ? Image.DockerArchiveOfBlobs() : Image.DockerArchive());

        var report = await ImageInspector.InspectAsync(DockerEngine.ParseSource("docker:shop:1", engine.Options));

        Assert.AreEqual("docker:shop:1", report.Source);
        Assert.AreEqual("shop:1 shop:latest", string.Join(' ', report.Names));
        Assert.AreEqual("debian", report.OperatingSystem?.Id);
        Assert.AreEqual("usr/bin/su", report.SetuidFiles.Single().Path);
        Assert.AreEqual(Image.ConfigDigest(), report.ConfigDigest);
        Assert.IsEmpty(report.Gaps);
        Assert.AreEqual(2, engine.Exports);
    }

    [TestMethod]
    [DataRow("absent", "the engine has no such image")]
    [DataRow("broken", "the engine answers 500")]
    public async Task Inspect_WhatTheEngineRefuses_SaysSo(string name, string expected)
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Needs Unix sockets.");
        using var engine = new ForgedEngine(Image, []);

        var exception = await Assert.ThrowsExactlyAsync<ContainerSecException>(() => ImageInspector.InspectAsync(DockerEngine.PodmanImage(name, engine.Options)));

        Assert.Contains(expected, exception.Message);
    }

    [TestMethod]
    public async Task Inspect_WithoutAnEngine_SaysSo()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Needs Unix sockets.");
        var nowhere = new EngineOptions { Host = new Uri("unix:///nowhere/engine.sock") };

        var exception = await Assert.ThrowsAsync<IOException>(() => ImageInspector.InspectAsync(DockerEngine.Image("shop:1", nowhere)));

        Assert.Contains("cannot be reached", exception.Message);
    }

    [TestMethod]
    [DataRow("docker-archive:a.tar")]
    [DataRow("registry:shop")]
    public void ParseSource_OfOtherKinds_IsTheirs(string text) => Assert.AreEqual(text, DockerEngine.ParseSource(text).Name);

    [TestMethod]
    [DataRow("docker:")]
    [DataRow(" ")]
    public void ParseSource_WithoutName_IsTheCallersMistake(string text) => Assert.ThrowsExactly<ArgumentException>(() => DockerEngine.ParseSource(text));

    [TestMethod]
    [DataRow("CONTAINER_HOST=tcp://host:1", "", "tcp://host:1/")]
    [DataRow("XDG_RUNTIME_DIR=/run/user/1000", "/run/user/1000/podman/podman.sock /run/podman/podman.sock", "unix:///run/user/1000/podman/podman.sock")]
    [DataRow("XDG_RUNTIME_DIR=/run/user/1000", "/run/podman/podman.sock", "unix:///run/podman/podman.sock")]
    [DataRow("", "", null)]
    public void FindPodman_ByVariableAndSocket_TakesTheNearest(string variable, string sockets, string? expected)
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Needs Unix sockets.");
        Uri Find() => EngineHost.FindPodman(name => variable.StartsWith(name + "=", StringComparison.Ordinal) ? variable[(name.Length + 1)..] : null, path => sockets.Split(' ').Contains(path));

        if (expected is null)
            Assert.ThrowsExactly<ContainerSecException>(Find);
        else
            Assert.AreEqual(expected, Find().ToString());
    }
}
