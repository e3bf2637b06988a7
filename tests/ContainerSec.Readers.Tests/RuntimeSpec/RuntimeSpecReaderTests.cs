using ContainerSec.Testing;
using NJsonSchema;

namespace ContainerSec.Tests.RuntimeSpec;

[TestClass]
public class RuntimeSpecReaderTests
{
    private const string Hardened = """
        {
          "ociVersion": "1.2.0",
          "hostname": "web",
          "root": { "path": "rootfs", "readonly": true },
          "process": {
            "user": { "uid": 1000, "gid": 1001, "additionalGids": [10] },
            "args": ["sh", "-c", "true"],
            "env": ["PATH=/bin", "A=b"],
            "cwd": "/",
            "capabilities": { "bounding": ["CAP_NET_BIND_SERVICE"], "permitted": ["CAP_NET_BIND_SERVICE"], "ambient": ["CAP_CHOWN"] },
            "rlimits": [{ "type": "RLIMIT_NOFILE", "hard": 2048, "soft": 1024 }],
            "noNewPrivileges": true,
            "apparmorProfile": "docker-default",
            "selinuxLabel": "system_u:system_r:container_t:s0:c1,c2"
          },
          "mounts": [
            { "destination": "/proc", "type": "proc", "source": "proc" },
            { "destination": "/data", "type": "bind", "source": "/srv", "options": ["rbind", "ro", "rslave"] },
            { "destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=1777"] }
          ],
          "annotations": { "a": "b" },
          "linux": {
            "uidMappings": [{ "containerID": 0, "hostID": 100000, "size": 65536 }],
            "namespaces": [{ "type": "pid" }, { "type": "network", "path": "/proc/7/ns/net" }, { "type": "ipc" }, { "type": "uts" }, { "type": "mount" }, { "type": "user" }, { "type": "cgroup" }],
            "resources": {
              "memory": { "limit": 1048576, "reservation": 524288, "disableOOMKiller": false },
              "cpu": { "quota": 50000, "period": 100000 },
              "pids": { "limit": 100 },
              "devices": [{ "allow": false, "access": "rwm" }, { "allow": true, "type": "c", "major": 1, "minor": 3, "access": "rw" }]
            },
            "devices": [{ "path": "/dev/fuse", "type": "c", "major": 10, "minor": 229 }],
            "sysctl": { "net.ipv4.ip_forward": "1" },
            "seccomp": { "defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{ "names": ["read"], "action": "SCMP_ACT_ALLOW" }] },
            "maskedPaths": ["/proc/kcore"],
            "readonlyPaths": ["/proc/sys"]
          }
        }
        """;

    private const string Bare = """{ "ociVersion": "1.0.2", "root": { "path": "rootfs" }, "process": { "cwd": "/", "args": ["sh"] }, "linux": {} }""";

    [TestMethod]
    public void Read_Everything()
    {
        var actual = ModelText.Of(ReaderTests.ReadClean(Surface.RuntimeSpec, Hardened));

        Assert.AreEqual(Golden.Expected("config.txt", actual), actual);
    }

    /// <summary>What is absent is not in force: there is no engine any more that has defaults.</summary>
    [TestMethod]
    public void Read_Absent_IsNotInForce()
    {
        var facts = FactPrinter.Print(ReaderTests.ReadClean(Surface.RuntimeSpec, Bare).Workloads[0]);

        Assert.AreEqual(
            "Privileges.CapabilitiesDropped = [ALL]; Privileges.NoNewPrivileges = False; Isolation.Network = Host; Isolation.Pid = Host; Isolation.Ipc = Host; "
            + "Isolation.Uts = Host; Isolation.User = Host; Isolation.Cgroup = Host; Isolation.OperatingSystem = linux; Confinement.Seccomp = Unconfined:none; "
            + "Confinement.MaskedPaths = []; Confinement.ReadOnlyPaths = []; Confinement.ReadOnlyRootFileSystem = False; "
            + "Configuration.Command = [sh]; Configuration.WorkingDirectory = /",
            facts);
    }

    [TestMethod]
    [DataRow("""{ "linux": { "uidMappings": [{ "containerID": 0, "hostID": 0, "size": 1 }], "namespaces": [{ "type": "user" }] } }""", "Isolation.User = Host")]
    [DataRow("""{ "linux": { "seccomp": { "defaultAction": "SCMP_ACT_ALLOW" } } }""", "Confinement.Seccomp = Unconfined:SCMP_ACT_ALLOW")]
    [DataRow("""{ "linux": { "seccomp": { "defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{ "names": ["bpf"], "action": "SCMP_ACT_ERRNO" }] } } }""", "Confinement.Seccomp = Localhost:SCMP_ACT_ALLOW")]
    [DataRow("""{ "linux": { "resources": { "devices": [{ "allow": true, "access": "rwm" }] } } }""", "Storage.DeviceCgroupRules = [a *:* rwm]")]
    [DataRow("""{ "process": { "apparmorProfile": "unconfined" } }""", "Confinement.AppArmor = Unconfined:unconfined")]
    [DataRow("""{ "process": { "rlimits": [{ "type": "RLIMIT_CORE", "hard": 18446744073709551615, "soft": 0 }] } }""", "Resources.Ulimits = [{Name=core Soft=0 Hard=-1}]")]
    [DataRow("""{ "windows": { "layerFolders": ["x"] }, "process": { "user": { "username": "ContainerUser" } } }""", "Privileges.User = ContainerUser; Isolation.OperatingSystem = windows")]
    public void Read_Fragment(string text, string expected) =>
        StringAssert.Contains("; " + FactPrinter.Print(ReaderTests.ReadClean(Surface.RuntimeSpec, text).Workloads[0]) + ";", "; " + expected + ";");

    [TestMethod]
    [DataRow(Hardened)]
    [DataRow(Bare)]
    public async Task Samples_FollowTheSchema(string text)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "schemas", "runtime-spec", "config-schema.json");
        if (!File.Exists(path))
            Assert.Inconclusive("The schema of the runtime-spec is not here.");
        var schema = await JsonSchema.FromFileAsync(path);

        Assert.IsEmpty(schema.Validate(text));
    }

    [TestMethod]
    public void Read_AnyText_ThrowsNothing() => ReaderTests.ThrowsNothing(Surface.RuntimeSpec, Hardened);
}
