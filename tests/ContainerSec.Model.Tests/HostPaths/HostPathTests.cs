using CsCheck;

namespace ContainerSec.Tests.HostPaths;

[TestClass]
public class HostPathTests
{
    [TestMethod]
    [DataRow("/", "/")]
    [DataRow("/etc/", "/etc")]
    [DataRow("//etc//ssh/.", "/etc/ssh")]
    [DataRow("/srv/../etc", "/etc")]
    [DataRow("/../../etc", "/etc")]
    [DataRow("/var/run/docker.sock", "/run/docker.sock")]
    [DataRow("/var/runtime", "/var/runtime")]
    [DataRow("/root/.ssh", "~/.ssh")]
    [DataRow("/home/alice/.ssh", "~/.ssh")]
    [DataRow("/Users/alice", "~")]
    [DataRow("/home", "/home")]
    [DataRow("~/.aws", "~/.aws")]
    [DataRow("$HOME/.aws", "~/.aws")]
    [DataRow("${HOME}/.aws", "~/.aws")]
    [DataRow("%USERPROFILE%\\.aws", "~/.aws")]
    [DataRow("${APPDATA}/Microsoft/UserSecrets", "~/AppData/Roaming/Microsoft/UserSecrets")]
    [DataRow("C:\\", "C:")]
    [DataRow("c:/Windows/", "C:/Windows")]
    [DataRow("C:\\Users\\alice\\.kube", "~/.kube")]
    [DataRow("C:\\Users\\Public\\data", "C:/Users/Public/data")]
    [DataRow("\\\\.\\pipe\\docker_engine", "pipe:/docker_engine")]
    [DataRow("npipe:////./pipe/Docker_Engine", "pipe:/docker_engine")]
    public void Parse_AbsolutePath_IsNormal(string text, string expected) => Assert.AreEqual(expected, HostPath.Parse(text)?.ToString());

    [TestMethod]
    [DataRow("")]
    [DataRow("./data")]
    [DataRow("../..")]
    [DataRow("data")]
    [DataRow("$HOMER/x")]
    [DataRow("~alice/.ssh")]
    public void Parse_RelativePath_IsNone(string text) => Assert.IsNull(HostPath.Parse(text));

    [TestMethod]
    public void Parse_AnyText_IsAtItself() => Gen.String[Gen.Char["/\\.~:aAC*$"], 0, 20].Sample(static text =>
    {
        var path = HostPath.Parse(text);
        return path is null || (path.IsAtOrBelow(path) && !path.IsAbove(path));
    });

    [TestMethod]
    public void EveryEntry_IsFoundByItsPath()
    {
        foreach (var entry in SensitiveHostPaths.All)
            Assert.AreSame(entry, SensitiveHostPaths.Find(entry.Path, readOnly: false), entry.Path);
    }

    [TestMethod]
    public void EveryEntry_IsNoSaferWritableThanReadOnly()
    {
        foreach (var entry in SensitiveHostPaths.All)
            Assert.IsTrue(entry.Writable >= entry.ReadOnly, entry.Path);
    }

    [TestMethod]
    [DataRow("/var/lib/docker/volumes/x", "/var/lib/docker")]
    [DataRow("/etc/kubernetes/manifests/x.yaml", "/etc/kubernetes")]
    [DataRow("/etc/kubernetes/manifests", "/etc/kubernetes/manifests")]
    [DataRow("/var/lib", "/var/lib/docker")]
    [DataRow("/etc/localtime", null)]
    [DataRow("/srv", null)]
    [DataRow("./etc", null)]
    public void Find_Path_IsTheNearestEntry(string path, string? expected) =>
        Assert.AreEqual(expected, SensitiveHostPaths.Find(path, readOnly: false)?.Path);

    [TestMethod]
    [DataRow("/var/run/docker.sock", "Docker")]
    [DataRow("~/.docker/run/docker.sock", "Docker")]
    [DataRow("./docker.sock", "Docker")]
    [DataRow("/run/user/1000/podman", "Podman")]
    [DataRow("/run/k3s/containerd/containerd.sock", "containerd")]
    [DataRow("\\\\.\\pipe\\docker_engine", "Docker")]
    [DataRow("/", null)]
    [DataRow("/run/postgresql", null)]
    [DataRow("/srv/mydocker.sock", null)]
    public void FindSocket_Path_NamesItsEngine(string path, string? engine) => Assert.AreEqual(engine, EngineSockets.Find(path)?.Engine);
}
