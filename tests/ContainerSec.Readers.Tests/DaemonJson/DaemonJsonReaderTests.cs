using ContainerSec.Testing;

namespace ContainerSec.Tests.DaemonJson;

[TestClass]
public class DaemonJsonReaderTests
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow("{}", "")]
    [DataRow("""{ "hosts": ["unix:///var/run/docker.sock", "tcp://0.0.0.0:2375"] }""", "Addresses = [unix:///var/run/docker.sock, tcp://0.0.0.0:2375]")]
    [DataRow("""{ "tls": true, "tlsverify": false }""", "TlsVerify = False; Tls = True")]
    [DataRow("""{ "insecure-registries": ["10.0.0.0/8"], "registry-mirrors": ["http://m"] }""", "InsecureRegistries = [10.0.0.0/8]; RegistryMirrors = [http://m]")]
    [DataRow("""{ "userns-remap": "default", "no-new-privileges": true, "seccomp-profile": "/p.json", "icc": false }""", "UserNamespaceRemap = default; NoNewPrivileges = True; SeccompProfile = /p.json; InterContainerCommunication = False")]
    [DataRow("""{ "live-restore": true, "userland-proxy": false, "experimental": true, "iptables": false }""", "LiveRestore = True; UserlandProxy = False; Experimental = True; Iptables = False")]
    [DataRow("""{ "storage-driver": "aufs", "log-driver": "syslog", "log-level": "debug", "cgroup-parent": "/x" }""", "StorageDriver = aufs; LogDriver = syslog; LogLevel = debug; CgroupParent = /x")]
    [DataRow("""{ "authorization-plugins": ["p"], "default-runtime": "runsc", "ip": "127.0.0.1" }""", "AuthorizationPlugins = [p]; DefaultRuntime = runsc; DefaultPublishAddress = 127.0.0.1")]
    [DataRow("""{ "default-ulimits": { "nofile": { "Name": "nofile", "Hard": 64000, "Soft": 32000 }, "nproc": 5 } }""", "DefaultUlimits = [{Name=nofile Soft=32000 Hard=64000}, ?]")]
    [DataRow("{\n\t\"icc\":\tfalse\n}", "InterContainerCommunication = False")]
    public void Read_Settings(string text, string expected) =>
        Assert.AreEqual(expected, FactPrinter.Print(ReaderTests.ReadClean(Surface.DaemonJson, text).Hosts.Single()));

    [TestMethod]
    [DataRow("[]", "file(1,1): error CSEC0104: The text has to be a JSON object, { … }.")]
    [DataRow("{ \"icc\": false", "file(1,14): error CSEC0104")]
    public void Read_Problems(string text, string expected) => StringAssert.StartsWith(ReaderTests.Problems(Surface.DaemonJson, text)[0], expected);

    [TestMethod]
    public void Read_Places() => Assert.AreEqual(
        "engine @1:1-1:2\n  InterContainerCommunication = True @2:10-2:14\n",
        ModelText.Of(ReaderTests.ReadClean(Surface.DaemonJson, "{\n  \"icc\": true\n}")));

    [TestMethod]
    public void Read_AnyText_ThrowsNothing() =>
        ReaderTests.ThrowsNothing(Surface.DaemonJson, """{ "hosts": ["a"], "default-ulimits": { "nofile": { "Hard": 1, "Soft": 1 } }, "icc": true }""");
}
