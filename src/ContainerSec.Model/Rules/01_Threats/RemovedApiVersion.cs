namespace ContainerSec.Rules;

/// <summary>CSEC0105: the API server does not know this version any more.</summary>
internal sealed class RemovedApiVersion : Rule, IJudge<KubernetesObject>, IJudge<Pod>
{
    // Group and version, the kinds (none: all), the minor version of Kubernetes 1.x that serves it no more, and what to write.
    // Source: Kubernetes documentation, "Deprecated API Migration Guide", removals up to 1.32.
    private static readonly (string ApiVersion, string[] Kinds, int Removed, string Replacement)[] Table =
    [
        ("extensions/v1beta1", ["Deployment", "DaemonSet", "ReplicaSet"], 16, "apps/v1"),
        ("extensions/v1beta1", ["NetworkPolicy"], 16, "networking.k8s.io/v1"),
        ("extensions/v1beta1", ["PodSecurityPolicy"], 16, "the pod security admission"),
        ("extensions/v1beta1", ["Ingress"], 22, "networking.k8s.io/v1"),
        ("apps/v1beta1", [], 16, "apps/v1"),
        ("apps/v1beta2", [], 16, "apps/v1"),
        ("batch/v2alpha1", ["CronJob"], 21, "batch/v1"),
        ("admissionregistration.k8s.io/v1beta1", ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"], 22, "admissionregistration.k8s.io/v1"),
        ("apiextensions.k8s.io/v1beta1", [], 22, "apiextensions.k8s.io/v1"),
        ("apiregistration.k8s.io/v1beta1", [], 22, "apiregistration.k8s.io/v1"),
        ("authentication.k8s.io/v1beta1", ["TokenReview"], 22, "authentication.k8s.io/v1"),
        ("authorization.k8s.io/v1beta1", [], 22, "authorization.k8s.io/v1"),
        ("certificates.k8s.io/v1beta1", ["CertificateSigningRequest"], 22, "certificates.k8s.io/v1"),
        ("coordination.k8s.io/v1beta1", ["Lease"], 22, "coordination.k8s.io/v1"),
        ("networking.k8s.io/v1beta1", ["Ingress", "IngressClass"], 22, "networking.k8s.io/v1"),
        ("rbac.authorization.k8s.io/v1beta1", [], 22, "rbac.authorization.k8s.io/v1"),
        ("scheduling.k8s.io/v1beta1", ["PriorityClass"], 22, "scheduling.k8s.io/v1"),
        ("storage.k8s.io/v1beta1", ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"], 22, "storage.k8s.io/v1"),
        ("batch/v1beta1", ["CronJob"], 25, "batch/v1"),
        ("discovery.k8s.io/v1beta1", ["EndpointSlice"], 25, "discovery.k8s.io/v1"),
        ("events.k8s.io/v1beta1", ["Event"], 25, "events.k8s.io/v1"),
        ("autoscaling/v2beta1", [], 25, "autoscaling/v2"),
        ("node.k8s.io/v1beta1", ["RuntimeClass"], 25, "node.k8s.io/v1"),
        ("policy/v1beta1", ["PodDisruptionBudget"], 25, "policy/v1"),
        ("policy/v1beta1", ["PodSecurityPolicy"], 25, "the pod security admission"),
        ("autoscaling/v2beta2", [], 26, "autoscaling/v2"),
        ("flowcontrol.apiserver.k8s.io/v1beta1", [], 26, "flowcontrol.apiserver.k8s.io/v1"),
        ("storage.k8s.io/v1beta1", ["CSIStorageCapacity"], 27, "storage.k8s.io/v1"),
        ("flowcontrol.apiserver.k8s.io/v1beta2", [], 29, "flowcontrol.apiserver.k8s.io/v1"),
        ("flowcontrol.apiserver.k8s.io/v1beta3", [], 32, "flowcontrol.apiserver.k8s.io/v1"),
    ];

    public override RuleInfo Info { get; } = new("CSEC0105", "Removed Kubernetes API version", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "The cluster refuses the object after an upgrade: a network policy or role that is not applied protects nothing, and the upgrade itself is put off.",
        Fix = "Write the version that replaced it.",
        Mappings = [Mapping.Cwe(477)],
        References = ["Kubernetes documentation, Deprecated API Migration Guide"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: extensions/v1beta1\nkind: NetworkPolicy\nmetadata:\n  name: web\nspec:\n  podSelector: {}\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: web\nspec:\n  podSelector: {}\n"),
        ],
    };

    public void Check(KubernetesObject subject, RuleContext context) => Judge(subject.ApiVersion, subject.Kind, context);

    public void Check(Pod subject, RuleContext context) => Judge(subject.ApiVersion, subject.Kind, context);

    private static void Judge(Fact<string> apiVersion, string kind, RuleContext context) =>
        context.Judge(apiVersion, version => Find(version, kind) is not null,
            version => Find(version, kind) is { } entry ? $"is written for {version}, which Kubernetes 1.{entry.Removed} removed; it is {entry.Replacement} now" : "");

    private static (string ApiVersion, string[] Kinds, int Removed, string Replacement)? Find(string apiVersion, string kind)
    {
        foreach (var entry in Table)
        {
            if (entry.ApiVersion == apiVersion && (entry.Kinds.Length == 0 || entry.Kinds.Contains(kind)))
                return entry;
        }

        return null;
    }
}
