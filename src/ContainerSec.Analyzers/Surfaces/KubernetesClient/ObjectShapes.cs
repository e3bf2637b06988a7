using ContainerSec.Analyzers.Lifting;
using ContainerSec.Readers.Text;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>What a model object is in the API: an object of its own, or a part, which is put where it belongs in an object of which nothing else is known.</summary>
internal static class ObjectShapes
{
    private const string Rbac = "rbac.authorization.k8s.io/v1";

    // Type without version -> kind, version and path of the object that holds such a part; [] is an item of a list.
    private static readonly Dictionary<string, (string Kind, string ApiVersion, string Path)> Parts = new(StringComparer.Ordinal)
    {
        ["PodSpec"] = ("Pod", "v1", "spec"),
        ["PodTemplateSpec"] = ("PodTemplate", "v1", "template"),
        ["Container"] = ("Pod", "v1", "spec/containers[]"),
        ["EphemeralContainer"] = ("Pod", "v1", "spec/ephemeralContainers[]"),
        ["SecurityContext"] = ("Pod", "v1", "spec/containers[]/securityContext"),
        ["Capabilities"] = ("Pod", "v1", "spec/containers[]/securityContext/capabilities"),
        ["SeccompProfile"] = ("Pod", "v1", "spec/containers[]/securityContext/seccompProfile"),
        ["AppArmorProfile"] = ("Pod", "v1", "spec/containers[]/securityContext/appArmorProfile"),
        ["SELinuxOptions"] = ("Pod", "v1", "spec/containers[]/securityContext/seLinuxOptions"),
        ["WindowsSecurityContextOptions"] = ("Pod", "v1", "spec/containers[]/securityContext/windowsOptions"),
        ["PodSecurityContext"] = ("Pod", "v1", "spec/securityContext"),
        ["Sysctl"] = ("Pod", "v1", "spec/securityContext/sysctls[]"),
        ["EnvVar"] = ("Pod", "v1", "spec/containers[]/env[]"),
        ["ContainerPort"] = ("Pod", "v1", "spec/containers[]/ports[]"),
        ["Probe"] = ("Pod", "v1", "spec/containers[]/livenessProbe"),
        ["HTTPGetAction"] = ("Pod", "v1", "spec/containers[]/livenessProbe/httpGet"),
        ["TCPSocketAction"] = ("Pod", "v1", "spec/containers[]/livenessProbe/tcpSocket"),
        ["Lifecycle"] = ("Pod", "v1", "spec/containers[]/lifecycle"),
        ["ResourceRequirements"] = ("Pod", "v1", "spec/containers[]/resources"),
        ["Volume"] = ("Pod", "v1", "spec/volumes[]"),
        ["HostPathVolumeSource"] = ("Pod", "v1", "spec/volumes[]/hostPath"),
        ["DeploymentSpec"] = ("Deployment", "apps/v1", "spec"),
        ["StatefulSetSpec"] = ("StatefulSet", "apps/v1", "spec"),
        ["DaemonSetSpec"] = ("DaemonSet", "apps/v1", "spec"),
        ["ReplicaSetSpec"] = ("ReplicaSet", "apps/v1", "spec"),
        ["JobSpec"] = ("Job", "batch/v1", "spec"),
        ["JobTemplateSpec"] = ("CronJob", "batch/v1", "spec/jobTemplate"),
        ["CronJobSpec"] = ("CronJob", "batch/v1", "spec"),
        ["ServiceSpec"] = ("Service", "v1", "spec"),
        ["IngressSpec"] = ("Ingress", "networking.k8s.io/v1", "spec"),
        ["NetworkPolicySpec"] = ("NetworkPolicy", "networking.k8s.io/v1", "spec"),
        ["NetworkPolicyIngressRule"] = ("NetworkPolicy", "networking.k8s.io/v1", "spec/ingress[]"),
        ["NetworkPolicyEgressRule"] = ("NetworkPolicy", "networking.k8s.io/v1", "spec/egress[]"),
        ["PolicyRule"] = ("ClusterRole", Rbac, "rules[]"),
        ["Subject"] = ("ClusterRoleBinding", Rbac, "subjects[]"),
        ["RoleRef"] = ("ClusterRoleBinding", Rbac, "roleRef"),
        ["APIServiceSpec"] = ("APIService", "apiregistration.k8s.io/v1", "spec"),
    };

    /// <summary>The object that stands for a model object; null for one of which rules know nothing.</summary>
    /// <param name="instance">The object.</param>
    /// <param name="node">What it says.</param>
    /// <param name="place">Its place.</param>
    /// <param name="kind">What it is, where its type has no attribute that says it.</param>
    public static YamlMapping? Of(ObjectValue instance, YamlMapping node, TextProvenance place, (string Kind, string ApiVersion)? kind = null)
    {
        if ((kind ?? EntityOf(instance)) is { } entity)
            return Named(node, entity.Kind, entity.ApiVersion, place);
        // An object of a custom resource of one's own says what it is.
        if (node["kind"] is YamlScalar { IsUnknown: false } && node["apiVersion"] is YamlScalar { IsUnknown: false })
            return node;
        return Parts.TryGetValue(WithoutVersion(instance.Type.Name), out var part) ? Named(Around(node, part.Path, place), part.Kind, part.ApiVersion, place) : null;
    }

    private static (string Kind, string ApiVersion)? EntityOf(ObjectValue instance)
    {
        foreach (var attribute in instance.Type.GetAttributes())
        {
            if (attribute.AttributeClass?.Name != "KubernetesEntityAttribute")
                continue;
            var values = attribute.NamedArguments.ToDictionary(static a => a.Key, static a => a.Value.Value as string);
            if (values.TryGetValue("Kind", out var kind) && kind is not null && values.TryGetValue("ApiVersion", out var version) && version is not null)
                return (kind, values.TryGetValue("Group", out var group) && group is { Length: > 0 } ? $"{group}/{version}" : version);
        }

        return null;
    }

    // The client fills in what its author left out.
    private static YamlMapping Named(YamlMapping node, string kind, string apiVersion, TextProvenance place)
    {
        foreach (var (key, value) in new[] { ("kind", kind), ("apiVersion", apiVersion) })
        {
            if (node.Find(key) is not { Value: YamlScalar { IsNull: false, IsUnknown: false } })
            {
                node.RemoveEntries(entry => entry.Key.Value == key);
                node.Entries.Add(new YamlEntry(ObjectNodes.Key(key, place), ObjectNodes.Key(value, place)));
            }
        }

        return Complete(node, place);
    }

    private static YamlMapping Around(YamlNode node, string path, TextProvenance place)
    {
        var steps = path.Split('/');
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            var isItem = steps[i].EndsWith("[]", StringComparison.Ordinal);
            var around = Open(place, (isItem ? steps[i].Substring(0, steps[i].Length - 2) : steps[i], isItem ? OneOf(node, place) : node));
            if (steps[i] == "volumes[]" && node is YamlMapping volume)
                AddMount(around, volume, place);
            node = around;
        }

        return (YamlMapping)node;
    }

    // A pod of which only a part is known is an ordinary one: it runs Linux, and some container takes what the pod says.
    private static YamlMapping Complete(YamlMapping whole, TextProvenance place)
    {
        if (PodSpecOf(whole) is not { Rest: not null } spec)
            return whole;
        foreach (var key in new[] { "hostUsers", "os" })
        {
            if (spec.Find(key) is null)
                spec.Entries.Add(new YamlEntry(ObjectNodes.Key(key, place), ObjectNodes.Nothing(place)));
        }

        if (spec.Find("containers") is null)
            spec.Entries.Add(new YamlEntry(ObjectNodes.Key("containers", place), OneOf(Open(place, ("securityContext", ObjectNodes.Nothing(place))), place)));
        return whole;
    }

    private static YamlMapping? PodSpecOf(YamlMapping whole) => whole["kind"]?.ToString() switch
    {
        "Pod" => whole["spec"],
        "PodTemplate" => (whole["template"] as YamlMapping)?["spec"],
        "CronJob" => ((((whole["spec"] as YamlMapping)?["jobTemplate"] as YamlMapping)?["spec"] as YamlMapping)?["template"] as YamlMapping)?["spec"],
        _ => ((whole["spec"] as YamlMapping)?["template"] as YamlMapping)?["spec"],
    } as YamlMapping;

    // Somebody mounts the volume, else it would not be made.
    private static void AddMount(YamlMapping pod, YamlMapping volume, TextProvenance place)
    {
        const string Name = "volume";
        if (volume["name"] is not YamlScalar { IsUnknown: false, IsNull: false } name)
            volume.Entries.Add(new YamlEntry(ObjectNodes.Key("name", place), name = ObjectNodes.Key(Name, place)));
        var mount = Open(place, ("name", name));
        mount.Entries.Add(new YamlEntry(ObjectNodes.Key("subPath", place), ObjectNodes.Nothing(place)));
        var container = Open(place, ("volumeMounts", OneOf(mount, place)));
        pod.Entries.Add(new YamlEntry(ObjectNodes.Key("containers", place), OneOf(container, place)));
    }

    private static YamlMapping Open(TextProvenance place, (string Key, YamlNode Value) entry)
    {
        var mapping = new YamlMapping(place.Source, place.StartOffset) { End = place.EndOffset, Rest = ObjectNodes.Unknown(place) };
        mapping.Entries.Add(new YamlEntry(ObjectNodes.Key(entry.Key, place), entry.Value));
        return mapping;
    }

    private static YamlSequence OneOf(YamlNode item, TextProvenance place)
    {
        var sequence = new YamlSequence(place.Source, place.StartOffset) { End = place.EndOffset };
        sequence.Items.Add(item);
        sequence.Items.Add(ObjectNodes.Unknown(place));
        return sequence;
    }

    // V1PodSpec, V2beta1Something, Rbacv1Subject; PodSpecV1 of Aspire.
    private static string WithoutVersion(string name)
    {
        if (name.EndsWith("V1", StringComparison.Ordinal))
            return name.Substring(0, name.Length - 2);
        var at = name.StartsWith("V", StringComparison.Ordinal) ? 1 : name.IndexOf("v1", StringComparison.Ordinal) + 1;
        if (at <= 0 || at >= name.Length || !char.IsDigit(name[at]))
            return name;
        while (at < name.Length && (char.IsDigit(name[at]) || char.IsLower(name[at])))
            at++;
        return name.Substring(at);
    }
}
