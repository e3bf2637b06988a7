using System.Text.Json.Nodes;
using ContainerSec.Readers;

namespace ContainerSec.Tests.Rules.PodSecurity;

/// <summary>What the documentation of the standards says of each field, in a row each. "C" fields stand in a container, the others in the spec.</summary>
[TestClass]
public class PodSecurityTableTests
{
    private static readonly DateTime Today = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [TestMethod]
    [DataRow("baseline@1.0", "{}", "{}", true)]
    [DataRow("baseline", "{}", "{}", true)]
    [DataRow("baseline", """{"hostNetwork": true}""", "{}", false)]
    [DataRow("baseline", """{"hostPID": true}""", "{}", false)]
    [DataRow("baseline", """{"hostIPC": true}""", "{}", false)]
    [DataRow("baseline", """{"hostIPC": false, "hostUsers": true}""", "{}", true)]
    [DataRow("baseline", "{}", """{"securityContext": {"privileged": true}}""", false)]
    [DataRow("baseline", "{}", """{"securityContext": {"privileged": false}}""", true)]
    [DataRow("baseline", "{}", """{"securityContext": {"capabilities": {"add": ["CHOWN", "MKNOD"]}}}""", true)]
    [DataRow("baseline", "{}", """{"securityContext": {"capabilities": {"add": ["CAP_CHOWN"]}}}""", false)]
    [DataRow("baseline", "{}", """{"securityContext": {"capabilities": {"add": ["chown"]}}}""", false)]
    [DataRow("baseline", "{}", """{"securityContext": {"capabilities": {"add": ["NET_RAW"]}}}""", false)]
    [DataRow("baseline", "{}", """{"securityContext": {"capabilities": {"add": ["ALL"]}}}""", false)]
    [DataRow("baseline", """{"volumes": [{"name": "a", "hostPath": {"path": "/a"}}]}""", "{}", false)]
    [DataRow("baseline", """{"volumes": [{"name": "a", "nfs": {}}]}""", "{}", true)]
    [DataRow("baseline", "{}", """{"ports": [{"containerPort": 80, "hostPort": 80}]}""", false)]
    [DataRow("baseline", "{}", """{"ports": [{"containerPort": 80, "hostPort": 0}]}""", true)]
    [DataRow("baseline", """{"securityContext": {"appArmorProfile": {"type": "Unconfined"}}}""", """{"securityContext": {"appArmorProfile": {"type": "RuntimeDefault"}}}""", false, DisplayName = "a bad pod whose containers are good")]
    [DataRow("baseline", "{}", """{"securityContext": {"appArmorProfile": {"type": "Localhost", "localhostProfile": "a"}}}""", true)]
    [DataRow("baseline@1.30", "{}", """{"securityContext": {"seLinuxOptions": {"type": "container_engine_t"}}}""", false)]
    [DataRow("baseline@1.31", "{}", """{"securityContext": {"seLinuxOptions": {"type": "container_engine_t"}}}""", true)]
    [DataRow("baseline", "{}", """{"securityContext": {"seLinuxOptions": {"user": "system_u"}}}""", false)]
    [DataRow("baseline", """{"securityContext": {"seLinuxOptions": {"role": "r"}}}""", """{"securityContext": {"seLinuxOptions": {"type": "container_t"}}}""", false)]
    [DataRow("baseline", "{}", """{"securityContext": {"seLinuxOptions": {"level": "s0:c1"}}}""", true)]
    [DataRow("baseline", "{}", """{"securityContext": {"procMount": "Unmasked"}}""", false)]
    [DataRow("baseline@1.34", """{"hostUsers": false}""", """{"securityContext": {"procMount": "Unmasked"}}""", false)]
    [DataRow("baseline@1.35", """{"hostUsers": false}""", """{"securityContext": {"procMount": "Unmasked"}}""", true)]
    [DataRow("baseline@1.18", """{"securityContext": {"seccompProfile": {"type": "Unconfined"}}}""", "{}", true, DisplayName = "the field is not read before 1.19")]
    [DataRow("baseline@1.19", """{"securityContext": {"seccompProfile": {"type": "Unconfined"}}}""", "{}", false)]
    [DataRow("baseline", """{"securityContext": {"seccompProfile": {"type": "Unconfined"}}}""", """{"securityContext": {"seccompProfile": {"type": "RuntimeDefault"}}}""", false)]
    [DataRow("baseline@1.26", """{"securityContext": {"sysctls": [{"name": "net.ipv4.ip_local_reserved_ports", "value": "1"}]}}""", "{}", false)]
    [DataRow("baseline@1.27", """{"securityContext": {"sysctls": [{"name": "net.ipv4.ip_local_reserved_ports", "value": "1"}]}}""", "{}", true)]
    [DataRow("baseline", """{"securityContext": {"windowsOptions": {"hostProcess": true}}}""", "{}", false)]
    [DataRow("baseline@1.33", "{}", """{"livenessProbe": {"httpGet": {"port": 80, "host": "a"}}}""", true)]
    [DataRow("baseline@1.34", "{}", """{"livenessProbe": {"httpGet": {"port": 80, "host": "a"}}}""", false)]
    [DataRow("baseline@1.34", "{}", """{"lifecycle": {"preStop": {"tcpSocket": {"port": 80, "host": "a"}}}}""", false)]
    [DataRow("restricted@1.0", """{"securityContext": {"runAsNonRoot": true}}""", "{}", true)]
    [DataRow("restricted@1.0", "{}", "{}", false)]
    [DataRow("restricted@1.0", """{"securityContext": {"runAsNonRoot": false}}""", """{"securityContext": {"runAsNonRoot": true}}""", false)]
    [DataRow("restricted@1.7", """{"securityContext": {"runAsNonRoot": true}}""", "{}", true)]
    [DataRow("restricted@1.8", """{"securityContext": {"runAsNonRoot": true}}""", "{}", false, DisplayName = "allowPrivilegeEscalation is absent")]
    [DataRow("restricted@1.18", """{"securityContext": {"runAsNonRoot": true}}""", """{"securityContext": {"allowPrivilegeEscalation": false}}""", true)]
    [DataRow("restricted@1.19", """{"securityContext": {"runAsNonRoot": true}}""", """{"securityContext": {"allowPrivilegeEscalation": false}}""", false, DisplayName = "seccomp is absent")]
    [DataRow("restricted@1.21", Hardened, """{"securityContext": {"allowPrivilegeEscalation": false}}""", true)]
    [DataRow("restricted@1.22", Hardened, """{"securityContext": {"allowPrivilegeEscalation": false}}""", false, DisplayName = "capabilities are not dropped")]
    [DataRow("restricted", Hardened, HardenedContainer, true)]
    [DataRow("restricted", """{"securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}, "runAsUser": 0}}""", HardenedContainer, false)]
    [DataRow("restricted@1.22", """{"securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}, "runAsUser": 0}}""", HardenedContainer, true)]
    [DataRow("restricted@1.34", """{"hostUsers": false, "securityContext": {"seccompProfile": {"type": "RuntimeDefault"}, "runAsUser": 0}}""", HardenedContainer, false)]
    [DataRow("restricted@1.35", """{"hostUsers": false, "securityContext": {"seccompProfile": {"type": "RuntimeDefault"}, "runAsUser": 0}}""", HardenedContainer, true)]
    [DataRow("restricted", Hardened, """{"securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["all"]}}}""", false)]
    [DataRow("restricted", Hardened, """{"securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"], "add": ["CHOWN"]}}}""", false)]
    [DataRow("restricted", Hardened, """{"securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"], "add": ["NET_BIND_SERVICE"]}}}""", true)]
    [DataRow("restricted@1.24", """{"os": {"name": "windows"}, "securityContext": {"runAsNonRoot": true}}""", "{}", false)]
    [DataRow("restricted@1.25", """{"os": {"name": "windows"}, "securityContext": {"runAsNonRoot": true}}""", "{}", true)]
    [DataRow("restricted", """{"os": {"name": "windows"}}""", "{}", false, DisplayName = "Windows is not exempt from runAsNonRoot")]
    [DataRow("restricted@1.0", """{"securityContext": {"runAsNonRoot": true}, "volumes": [{"name": "a", "nfs": {}}]}""", "{}", false)]
    [DataRow("restricted@1.0", """{"securityContext": {"runAsNonRoot": true}, "volumes": [{"name": "a"}]}""", "{}", true, DisplayName = "a volume without source is an emptyDir")]
    [DataRow("restricted@1.0", """{"securityContext": {"runAsNonRoot": true}, "volumes": [{"name": "a", "image": {"reference": "a"}}]}""", "{}", true)]
    [DataRow("restricted@9.0", "{}", "{}", null, DisplayName = "there is no such version")]
    public void Profile_Pod(string profile, string spec, string container, bool? admitted)
    {
        // The same for containers of every sort.
        foreach (var list in new[] { "containers", "initContainers", "ephemeralContainers" })
        {
            if (ContainerSec.Profiles.Find("pss-" + profile) is not { } policy)
            {
                Assert.IsNull(admitted);
                continue;
            }

            var pod = JsonNode.Parse($$"""{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {{spec}}}""")!;
            var item = JsonNode.Parse(container)!.AsObject();
            item["name"] = "app";
            pod["spec"]![list] = new JsonArray(item);
            var read = ConfigurationReader.Read(Surface.Kubernetes, new SourceText("pod.json", pod.ToJsonString()));
            var result = new PolicyEngine(policy).Evaluate(read.Deployment, Today);

            Assert.IsEmpty(read.Problems);
            Assert.AreEqual(admitted, result.Findings.Count == 0, $"{list}: {string.Join("\n", result.Findings.Select(static f => $"{f.RuleId} {f.Message}"))}");
            Assert.AreEqual(admitted, PodSecurityOracle.Violations(pod.AsObject(), policy.PodSecurity!.Level == PodSecurityLevel.Restricted, policy.PodSecurity.Minor).Count == 0, "the oracle");
        }
    }

    private const string Hardened = """{"securityContext": {"runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}}}""";

    private const string HardenedContainer = """{"securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}}}""";
}
