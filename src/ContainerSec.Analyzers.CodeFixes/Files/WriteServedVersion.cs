namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Writes the version of an API that clusters serve, where its objects have the very fields that they had before.</summary>
/// <remarks>Kubernetes documentation, "Deprecated API Migration Guide": the kinds without notable changes. Of all others fields have to be written anew.</remarks>
internal sealed class WriteServedVersion : TextFix
{
    private static readonly (string Version, string[] Kinds, string Served)[] SameFields =
    [
        ("extensions/v1beta1", ["NetworkPolicy"], "networking.k8s.io/v1"),
        ("apiregistration.k8s.io/v1beta1", ["APIService"], "apiregistration.k8s.io/v1"),
        ("authentication.k8s.io/v1beta1", ["TokenReview"], "authentication.k8s.io/v1"),
        ("batch/v1beta1", ["CronJob"], "batch/v1"),
        ("coordination.k8s.io/v1beta1", ["Lease"], "coordination.k8s.io/v1"),
        ("flowcontrol.apiserver.k8s.io/v1beta3", ["FlowSchema"], "flowcontrol.apiserver.k8s.io/v1"),
        ("networking.k8s.io/v1beta1", ["IngressClass"], "networking.k8s.io/v1"),
        ("node.k8s.io/v1beta1", ["RuntimeClass"], "node.k8s.io/v1"),
        ("policy/v1beta1", ["PodDisruptionBudget"], "policy/v1"),
        ("rbac.authorization.k8s.io/v1beta1", ["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"], "rbac.authorization.k8s.io/v1"),
        ("scheduling.k8s.io/v1beta1", ["PriorityClass"], "scheduling.k8s.io/v1"),
        ("storage.k8s.io/v1beta1", ["CSIDriver", "CSINode", "CSIStorageCapacity", "StorageClass", "VolumeAttachment"], "storage.k8s.io/v1"),
    ];

    public override Change? At(TextPlace place)
    {
        if (!place.IsYaml || place.Outline.At(place.Span) is not { Key: "apiVersion" } entry)
            return null;
        var siblings = place.Outline.SiblingsOf(entry).ToList();
        var kind = siblings.FirstOrDefault(static e => e.Key == "kind");
        if (kind is null || ServedFor(Text(entry), Text(kind)) is not { } served || (Text(kind) == "PodDisruptionBudget" && !SelectsByLabels()))
            return null;
        return SetValue.To("apiVersion", served).At(place);

        string Text(OutlineEntry e) => place.Text.ToString(e.Value).Trim('"', '\'');

        // An empty selector meant no pod, and means all now.
        bool SelectsByLabels() => siblings.FirstOrDefault(static e => e.Key == "spec") is { } spec
            && place.Outline.ChildrenOf(spec).FirstOrDefault(static c => c.Key == "selector") is { } selector && place.Outline.ChildrenOf(selector).Any();
    }

    /// <summary>The version that replaced another one without a change of fields; null when there is none.</summary>
    public static string? ServedFor(string version, string kind) =>
        SameFields.Where(entry => entry.Version == version && entry.Kinds.Contains(kind)).Select(static entry => entry.Served).FirstOrDefault();
}
