using ContainerSec.Testing;

namespace ContainerSec.Tests.DockerInspect;

[TestClass]
public class DockerInspectReaderTests
{
    private const string Container = """
        [
          {
            "Id": "4f1c", "Name": "/web", "Platform": "linux", "Image": "sha256:aa", "AppArmorProfile": "docker-default",
            "HostConfig": {
              "Binds": ["/srv:/data:ro"], "NetworkMode": "bridge", "PortBindings": { "80/tcp": [{ "HostIp": "", "HostPort": "8080" }] },
              "RestartPolicy": { "Name": "on-failure", "MaximumRetryCount": 3 }, "AutoRemove": false, "VolumesFrom": null,
              "CapAdd": ["NET_ADMIN"], "CapDrop": null, "CgroupnsMode": "private", "GroupAdd": null, "IpcMode": "private", "PidMode": "",
              "Privileged": false, "PublishAllPorts": false, "ReadonlyRootfs": false, "SecurityOpt": ["no-new-privileges"], "UTSMode": "",
              "UsernsMode": "", "Runtime": "runc", "Isolation": "", "Memory": 0, "NanoCpus": 0, "CgroupParent": "", "CpuQuota": 0,
              "Devices": [{ "PathOnHost": "/dev/sda", "PathInContainer": "/dev/sda", "CgroupPermissions": "rwm" }], "DeviceCgroupRules": null,
              "MemoryReservation": 0, "OomKillDisable": null, "PidsLimit": null, "Ulimits": [{ "Name": "nofile", "Hard": 2, "Soft": 1 }],
              "LogConfig": { "Type": "json-file", "Config": {} }, "Tmpfs": { "/run": "size=1m,ro" }, "Sysctls": { "kernel.msgmax": "1" },
              "MaskedPaths": ["/proc/kcore"], "ReadonlyPaths": []
            },
            "Mounts": [
              { "Type": "bind", "Source": "/srv", "Destination": "/data", "Mode": "ro", "RW": false, "Propagation": "rprivate" },
              { "Type": "volume", "Name": "db", "Source": "/var/lib/docker/volumes/db/_data", "Destination": "/db", "RW": true, "Propagation": "" }
            ],
            "Config": {
              "User": "", "ExposedPorts": { "80/tcp": {} }, "Env": ["PATH=/bin"], "Cmd": ["nginx"], "Image": "nginx:1.27", "WorkingDir": "",
              "Entrypoint": ["/e.sh"], "Labels": { "a": "b" }, "Healthcheck": { "Test": ["CMD-SHELL", "curl localhost"] }
            },
            "NetworkSettings": { "Networks": { "bridge": {} } }
          }
        ]
        """;

    [TestMethod]
    public void Read_Container()
    {
        var actual = ModelText.Of(ReaderTests.ReadClean(Surface.DockerInspect, Container));

        Assert.AreEqual(Golden.Expected("container.txt", actual), actual);
    }

    [TestMethod]
    [DataRow("\"Privileged\": true", "Privileges.Privileged = True")]
    [DataRow("\"PidMode\": \"host\", \"IpcMode\": \"container:abc\", \"UsernsMode\": \"host\"", "Isolation.Pid = Host; Isolation.Ipc = Container:abc; Isolation.User = Host")]
    [DataRow("\"NetworkMode\": \"shop_default\"", "Isolation.Network = NamedNetwork:shop_default")]
    [DataRow("\"SecurityOpt\": [\"seccomp=unconfined\", \"label=disable\"]", "Confinement.Seccomp = Unconfined:unconfined; Confinement.SeLinuxDisabled = True")]
    [DataRow("\"SecurityOpt\": [\"seccomp={\\\"defaultAction\\\":\\\"SCMP_ACT_ALLOW\\\"}\"]", "Confinement.Seccomp = Localhost:an inline profile")]
    [DataRow("\"Binds\": [\"/var/run/docker.sock:/s\"], \"Mounts\": [{ \"Type\": \"bind\", \"Source\": \"/a\", \"Target\": \"/b\", \"ReadOnly\": true }]", "Storage.Mounts = [{Kind=Bind Source=/var/run/docker.sock Target=/s}, {Kind=Bind Source=/a Target=/b ReadOnly=True}]")]
    [DataRow("\"Runtime\": \"runsc\", \"NanoCpus\": 1500000000", "Resources.CpuLimit = 1.5; Isolation.Runtime = runsc")]
    [DataRow("\"RestartPolicy\": { \"Name\": \"\", \"MaximumRetryCount\": 0 }", "Lifecycle.Restart = {Name=no}")]
    public void Read_HostConfig(string fields, string expected) => Assert.AreEqual(
        expected, FactPrinter.Print(ReaderTests.ReadClean(Surface.DockerInspect, $$"""[{ "Id": "1", "HostConfig": { {{fields}} } }]""").Workloads.Single()));

    [TestMethod]
    [DataRow("\"User\": \"app\"", "linux", "Privileges.User = app; Isolation.OperatingSystem = linux")]
    [DataRow("\"User\": \"\"", "windows", "Isolation.OperatingSystem = windows")]
    [DataRow("\"User\": \"0:0\"", "linux", "Privileges.User = 0; Privileges.Group = 0; Isolation.OperatingSystem = linux")]
    [DataRow("\"Image\": \"sha256:abc\"", "linux", "Isolation.OperatingSystem = linux; Image.Reference = sha256:abc")]
    [DataRow("\"Healthcheck\": { \"Test\": [\"NONE\"] }", "linux", "Isolation.OperatingSystem = linux; Lifecycle.HealthCheck = {Disabled=True}")]
    public void Read_Config(string fields, string platform, string expected) => Assert.AreEqual(
        expected, FactPrinter.Print(ReaderTests.ReadClean(Surface.DockerInspect, $$"""[{ "Id": "1", "Platform": "{{platform}}", "HostConfig": {}, "Config": { {{fields}} } }]""").Workloads.Single()));

    [TestMethod]
    public void Read_Podman_IsTold() => Assert.AreEqual(
        EngineProfile.Podman,
        ReaderTests.ReadClean(Surface.DockerInspect, """[{ "Id": "1", "EffectiveCaps": [], "OCIConfigPath": "/x", "HostConfig": {} }]""").Workloads.Single().Engine);

    [TestMethod]
    public void Read_Image() => Assert.AreEqual(
        "User = 1000; Environment = [{Name=A Value=b}]; Command = [sh]; ExposedPorts = [{Port=80 Last=80}]; Volumes = [/data]; Tags = [nginx:1.27]; OperatingSystem = linux",
        FactPrinter.Print(ReaderTests.ReadClean(
            Surface.DockerInspect,
            """[{ "Id": "sha256:1", "RepoTags": ["nginx:1.27"], "Os": "linux", "Config": { "User": "1000", "Env": ["A=b"], "Cmd": ["sh"], "ExposedPorts": { "80/tcp": {} }, "Volumes": { "/data": {} } } }]""").Images.Single()));

    [TestMethod]
    public void Read_Others_AreLeftOut() => Assert.AreEqual(
        "file(1,2): info CSEC0104: This is neither a container nor an image that docker inspect shows; nothing was judged from it.",
        ReaderTests.Problems(Surface.DockerInspect, """[{ "Name": "bridge", "Driver": "bridge" }]""").Single());

    [TestMethod]
    public void Read_AnyText_ThrowsNothing() => ReaderTests.ThrowsNothing(Surface.DockerInspect, Container);

}
