using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace ContainerSec.Tests.Rules.PodSecurity;

/// <summary>Makes pods that differ in a few fields from one that is hardened, or from one that says nothing.</summary>
/// <remarks>So most pods stand near the border between admitted and refused, whichever check draws it.</remarks>
internal static class PodGenerator
{
    private const string Hardened = """
        { "runAsNonRoot": true, "allowPrivilegeEscalation": false, "capabilities": { "drop": ["ALL"] }, "seccompProfile": { "type": "RuntimeDefault" } }
        """;

    private static readonly string[] Profiles =
    [
        """{ "type": "RuntimeDefault" }""", """{ "type": "Localhost", "localhostProfile": "a.json" }""", """{ "type": "Unconfined" }""",
        """{ "type": "runtimeDefault" }""", "{}", "null",
    ];

    private static readonly string[] AnnotationValues =
        ["\"unconfined\"", "\"runtime/default\"", "\"docker/default\"", "\"localhost/a\"", "\"\"", "\"Unconfined\"", "\"localhost\""];

    private static readonly string[] Flags = ["true", "false", "null"];

    // A field, as a path, with the values that it may take. "C" is a container; values are JSON.
    private static readonly (string Path, string[] Values)[] Fields =
    [
        ("spec/hostNetwork", Flags), ("spec/hostPID", Flags), ("spec/hostIPC", Flags),
        ("spec/hostUsers", ["false", "false", "true", "null"]),
        ("spec/os", ["""{ "name": "windows" }""", """{ "name": "windows" }""", """{ "name": "linux" }"""]),
        ("spec/securityContext", ["null", "{}", Hardened[..Hardened.IndexOf(", \"allow", StringComparison.Ordinal)] + "}"]),
        ("spec/securityContext/runAsUser", ["0", "1000", "null"]),
        ("spec/securityContext/runAsNonRoot", Flags),
        ("spec/securityContext/seccompProfile", Profiles),
        ("spec/securityContext/appArmorProfile", Profiles),
        ("spec/securityContext/seLinuxOptions", SeLinux),
        ("spec/securityContext/windowsOptions", ["""{ "hostProcess": true }""", """{ "hostProcess": false }""", """{ "runAsUserName": "ContainerAdministrator" }"""]),
        ("spec/securityContext/sysctls", [.. Sysctls.Select(static s => $$"""[{ "name": "{{s}}", "value": "1" }]"""), """[{ "name": "kernel.shm_rmid_forced", "value": "1" }, { "name": "kernel.msgmax", "value": "1" }]""", "[]"]),
        ("spec/securityContext/supplementalGroups", ["[0]", "[1000]"]), ("spec/securityContext/fsGroup", ["0"]),
        ("spec/volumes", [.. VolumeTypes.Select(static t => $$"""[{ "name": "v", "{{t}}": {} }]"""), """[{ "name": "v" }]""", "[]", """[{ "name": "v", "hostPath": { "path": "/etc" } }, { "name": "w", "emptyDir": {} }]""", """[{ "name": "v", "hostPath": null, "emptyDir": {} }]"""]),
        ("metadata/annotations/seccomp.security.alpha.kubernetes.io~pod", AnnotationValues),
        ("metadata/annotations/container.seccomp.security.alpha.kubernetes.io~app", AnnotationValues),
        ("metadata/annotations/container.seccomp.security.alpha.kubernetes.io~debug", AnnotationValues),
        ("metadata/annotations/container.seccomp.security.alpha.kubernetes.io~none", AnnotationValues),
        ("metadata/annotations/container.apparmor.security.beta.kubernetes.io~app", AnnotationValues),
        ("metadata/annotations/container.apparmor.security.beta.kubernetes.io~none", AnnotationValues),
        ("C/securityContext", ["null", "{}", Hardened]),
        ("C/securityContext/runAsUser", ["0", "1000", "null"]),
        ("C/securityContext/runAsNonRoot", Flags),
        ("C/securityContext/privileged", Flags),
        ("C/securityContext/allowPrivilegeEscalation", Flags),
        ("C/securityContext/readOnlyRootFilesystem", Flags),
        ("C/securityContext/seccompProfile", Profiles),
        ("C/securityContext/appArmorProfile", Profiles),
        ("C/securityContext/seLinuxOptions", SeLinux),
        ("C/securityContext/procMount", ["\"Default\"", "\"Unmasked\"", "null"]),
        ("C/securityContext/windowsOptions", ["""{ "hostProcess": true }""", """{ "hostProcess": false }""", "{}"]),
        ("C/securityContext/capabilities", ["null", "{}", """{ "drop": ["ALL"], "add": ["NET_BIND_SERVICE"] }""", """{ "drop": ["CHOWN", "ALL"] }"""]),
        ("C/securityContext/capabilities/drop", ["""["all"]""", """["CAP_ALL"]""", """["NET_RAW"]""", "[]", "null", """["ALL"]"""]),
        ("C/securityContext/capabilities/add", Capabilities),
        ("C/ports", ["""[{ "containerPort": 80, "hostPort": 80 }]""", """[{ "containerPort": 80, "hostPort": 0 }]""", """[{ "containerPort": 80 }]""", """[{ "containerPort": 80 }, { "containerPort": 81, "hostPort": 81 }]"""]),
        ("C/livenessProbe", Probes), ("C/readinessProbe", Probes), ("C/startupProbe", Probes),
        ("C/lifecycle/postStart", Probes), ("C/lifecycle/preStop", Probes),
    ];

    private static string[] SeLinux =>
    [
        .. new[] { "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t", "spc_t" }.Select(static t => $$"""{ "type": "{{t}}" }"""),
        """{ "user": "system_u" }""", """{ "role": "system_r" }""", """{ "user": "", "role": "" }""", """{ "level": "s0:c1,c2" }""", "{}", "null",
    ];

    private static string[] Sysctls =>
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
        "net.ipv4.ip_unprivileged_port_start", "net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout",
        "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
        "net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat", "kernel.msgmax", "net/ipv4/tcp_syncookies",
    ];

    private static string[] VolumeTypes =>
        "configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret hostPath nfs gitRepo iscsi rbd flexVolume awsElasticBlockStore gcePersistentDisk azureFile cephfs fc".Split(' ');

    private static string[] Capabilities =>
    [
        .. "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT NET_RAW SYS_ADMIN NET_ADMIN CAP_CHOWN chown ALL all BPF LEASE SYSLOG"
            .Split(' ').Select(static c => $"[\"{c}\"]"),
        """["NET_BIND_SERVICE", "SYS_TIME"]""", "[]", "null",
    ];

    private static string[] Probes =>
    [
        """{ "httpGet": { "port": 80, "host": "10.0.0.1" } }""", """{ "tcpSocket": { "port": 80, "host": "db" } }""",
        """{ "httpGet": { "port": 80, "host": "" } }""", """{ "httpGet": { "port": 80 } }""", """{ "exec": { "command": ["true"] } }""",
    ];

    public static Gen<JsonObject> Pod { get; } =
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 7], Gen.Select(Gen.Int[0, Fields.Length - 1], Gen.Int[0, 999], Gen.Int[0, 2]).List[0, 5], Make);

    /// <summary>The pod as YAML in block style.</summary>
    public static string ToYaml(JsonObject pod)
    {
        var text = new StringBuilder();
        Write(text, pod, 0);
        return text.ToString();
    }

    /// <summary>The pod with some of its values replaced by variables: truth values, texts, items, lists and whole objects.</summary>
    public static JsonObject Hide(JsonObject pod, IReadOnlyList<int> places)
    {
        var copy = pod.DeepClone().AsObject();
        var nodes = Descendants(copy.Child("spec")).Concat(Descendants(copy.Child("metadata").Child("annotations"))).Where(static n => !IsContainer(n)).ToList();
        foreach (var place in places)
        {
            if (nodes.Count > 0 && nodes[place % nodes.Count] is { Parent: not null } node)
                node.ReplaceWith("${HIDDEN}");
        }

        return copy;
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode? node)
    {
        var children = node switch
        {
            JsonObject map => map.Select(static p => p.Value),
            JsonArray list => list,
            _ => Enumerable.Empty<JsonNode?>(),
        };
        return children.OfType<JsonNode>().ToList().SelectMany(static child => Descendants(child).Prepend(child));
    }

    // Of containers that are put in later nothing is known at all, and their names are theirs.
    private static bool IsContainer(JsonNode node) => node.Parent switch
    {
        JsonObject parent when node is JsonArray => node.GetPropertyName() is "containers" or "initContainers" or "ephemeralContainers" && parent.Parent is JsonObject,
        JsonObject parent => node.GetPropertyName() == "name" && IsContainer(parent),
        JsonArray list => node is JsonObject && IsContainer(list),
        _ => false,
    };

    private static JsonObject Make(int start, int lists, List<(int Field, int Value, int Container)> changes)
    {
        var pod = JsonNode.Parse("""{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web" }, "spec": {} }""")!.AsObject();
        foreach (var (index, list, name) in new[] { (0, "containers", "app"), (1, "initContainers", "init"), (2, "ephemeralContainers", "debug") })
        {
            // A pod has ordinary containers; the others come and go.
            if (index > 0 && (lists & (1 << index)) == 0)
                continue;
            var container = new JsonObject { ["name"] = name, ["image"] = "nginx:1.27" };
            if (start < 3)
                container["securityContext"] = JsonNode.Parse(Hardened);
            pod["spec"]![list] = new JsonArray(container);
        }

        // Hardened by the pod as far as a pod can: the containers add what is theirs alone.
        if (start == 2)
        {
            pod["spec"]!["securityContext"] = JsonNode.Parse("""{ "runAsNonRoot": true, "seccompProfile": { "type": "RuntimeDefault" } }""");
            foreach (var container in Containers(pod))
                container["securityContext"] = JsonNode.Parse("""{ "allowPrivilegeEscalation": false, "capabilities": { "drop": ["ALL"] } }""");
        }

        foreach (var (field, value, container) in changes)
            Change(pod, Fields[field].Path, Fields[field].Values[value % Fields[field].Values.Length], container);
        return pod;
    }

    private static List<JsonObject> Containers(JsonObject pod) =>
        [.. new[] { "containers", "initContainers", "ephemeralContainers" }.SelectMany(list => pod.Child("spec").Items(list))];

    private static void Change(JsonObject pod, string path, string value, int container)
    {
        var containers = Containers(pod);
        var parts = path.Split('/');
        var target = parts[0] == "C" ? containers[container % containers.Count] : pod;
        foreach (var part in parts[(parts[0] == "C" ? 1 : 0)..^1])
        {
            if (target[part] is not JsonObject child)
                target[part] = child = [];
            target = child;
        }

        target[parts[^1].Replace('~', '/')] = JsonNode.Parse(value);
    }

    private static void Write(StringBuilder text, JsonNode? node, int indent)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                foreach (var (key, value) in map)
                {
                    text.Append(' ', indent).Append(key).Append(':');
                    WriteValue(text, value, indent + 2);
                }

                break;
            case JsonArray { Count: > 0 } list:
                foreach (var item in list)
                {
                    text.Append(' ', indent).Append('-');
                    WriteValue(text, item, indent + 2);
                }

                break;
        }
    }

    private static void WriteValue(StringBuilder text, JsonNode? value, int indent)
    {
        if (value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            text.Append('\n');
            Write(text, value, indent);
        }
        else
        {
            text.Append(' ').Append(value?.ToJsonString(new JsonSerializerOptions()) ?? "null").Append('\n');
        }
    }
}
