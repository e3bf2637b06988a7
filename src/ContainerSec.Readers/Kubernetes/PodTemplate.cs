using ContainerSec.Readers.Text;

namespace ContainerSec.Readers.Kubernetes;

/// <summary>A pod as it was written, alone or inside of a controller.</summary>
internal sealed class PodTemplate(ApiObject owner, ApiFields metadata, ApiFields spec)
{
    /// <summary>The pod or the controller.</summary>
    public ApiObject Owner { get; } = owner;

    public ApiFields Metadata { get; } = metadata;

    public ApiFields Spec { get; } = spec;

    /// <summary>The pod of an object; null when it has none.</summary>
    public static PodTemplate? Find(ApiObject owner) => (owner.Group, owner.Kind) switch
    {
        ("", "Pod") => owner.Fields.Has("spec") ? new PodTemplate(owner, owner.Metadata, owner.Spec) : null,
        ("", "PodTemplate") => In(owner, owner.Fields),
        ("batch", "CronJob") => In(owner, owner.Spec.Object("jobTemplate").Object("spec")),
        ("", "ReplicationController") or ("apps" or "extensions", _) or ("batch", "Job") => In(owner, owner.Spec),
        ("keda.sh", "ScaledJob") => In(owner, owner.Spec.Object("jobTargetRef")),
        // Resources of others that have a pod template where a Deployment has it: Rollout of Argo, Service of Knative, CloneSet of OpenKruise.
        _ => HasPodTemplate(owner) ? In(owner, owner.Spec) : null,
    };

    private static PodTemplate? In(ApiObject owner, ApiFields parent)
    {
        var template = parent.Object("template");
        return template.Has("spec") ? new PodTemplate(owner, template.Object("metadata"), template.Object("spec")) : null;
    }

    private static bool HasPodTemplate(ApiObject owner) =>
        owner.Fields.Node("spec") is YamlMapping spec
        && spec["template"] is YamlMapping template
        && template["spec"] is YamlMapping pod
        && pod["containers"] is YamlSequence;
}
