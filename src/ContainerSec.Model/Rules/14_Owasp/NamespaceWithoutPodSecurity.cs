namespace ContainerSec.Rules;

/// <summary>CSEC1425: a namespace has no pod security level.</summary>
internal sealed class NamespaceWithoutPodSecurity : Rule, IJudge<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("CSEC1425", "Namespace without pod-security level", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Unless the cluster's default or a policy engine says otherwise, every pod is admitted, a privileged one too.",
        Fix = "Label the namespace: pod-security.kubernetes.io/enforce: restricted, or baseline where restricted is too much.",
        Mappings =
        [
            .. Enumerable.Range(1, 13).Select(static n => Mapping.CisKubernetes($"5.2.{n}")), Mapping.OwaspKubernetes("K04"),
        ],
        References = ["kubernetes.io: Pod Security Admission, namespace labels"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: restricted\n"),
        ],
    };

    public void Check(KubernetesObject subject, RuleContext context)
    {
        if (subject.Kind != "Namespace" || subject.Name.StartsWith("kube-", StringComparison.Ordinal))
            return;
        if (subject.Labels.AnyKnown(static label => label.Name == "pod-security.kubernetes.io/enforce"))
            context.Pass();
        else if (subject.Labels.HasUnknown)
            context.Unknown(subject.Labels.Origin);
        else
            context.FailForAbsence("has no pod security level: it enforces none");
    }
}
