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
    [DataRow("nonsense", "is no Docker engine")]
    [DataRow("nameless", "is no Docker engine")]
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

    [TestMethod]
    [DataRow("DOCKER_HOST=tcp://host:1", null, "tcp://host:1/")]
    [DataRow("DOCKER_HOST=tcp://host:1", "remote", "tcp://host:1/")]
    [DataRow("DOCKER_CONTEXT=remote", null, "unix:///run/remote.sock")]
    [DataRow("DOCKER_CONTEXT=default", "remote", "unix:///var/run/docker.sock")]
    [DataRow("", "remote", "unix:///run/remote.sock")]
    [DataRow("", "default", "unix:///var/run/docker.sock")]
    [DataRow("", null, "unix:///var/run/docker.sock")]
    [DataRow("DOCKER_HOST=nowhere", null, null)]
    [DataRow("DOCKER_CONTEXT=absent", null, null)]
    public void FindDocker_ByVariableAndContext_TakesWhatDockerTakes(string variable, string? chosen, string? expected)
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Has another default.");
        var home = Directory.CreateTempSubdirectory("containersec");
        // The folder of a context is the SHA-256 of its name.
        var context = home.CreateSubdirectory(".docker/contexts/meta/" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("remote"u8)));
        File.WriteAllText(Path.Combine(context.FullName, "meta.json"), """{"Name":"remote","Metadata":{},"Endpoints":{"docker":{"Host":"unix:///run/remote.sock","SkipTLSVerify":false}}}""");
        if (chosen is not null)
            File.WriteAllText(Path.Combine(home.FullName, ".docker", "config.json"), $$"""{"auths":{},"currentContext":"{{chosen}}"}""");
        Uri Find() => new DockerContext(name => variable.StartsWith(name + "=", StringComparison.Ordinal) ? variable[(name.Length + 1)..] : null, home.FullName).Find();

        if (expected is null)
            Assert.ThrowsExactly<ContainerSecException>(Find);
        else
            Assert.AreEqual(expected, Find().ToString());
        home.Delete(recursive: true);
    }
}
