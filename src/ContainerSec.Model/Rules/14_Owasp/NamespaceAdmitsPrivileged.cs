namespace ContainerSec.Rules;

/// <summary>CSEC1403: a namespace is told to admit every pod.</summary>
internal sealed class NamespaceAdmitsPrivileged : Rule, IJudge<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("CSEC1403", "Namespace admits privileged pods", Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Whoever may create a pod in it has the node: nothing checks what the pod asks for.",
        Fix = "Label it baseline or restricted; move what needs more, as a node agent does, into a namespace of its own.",
        Mappings = [Mapping.OwaspKubernetes("K04")],
        References = ["kubernetes.io: Pod Security Admission, namespace labels"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: privileged\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: restricted\n"),
        ],
    };

    public void Check(KubernetesObject subject, RuleContext context)
    {
        if (subject.Kind != "Namespace")
            return;
        context.JudgeEach(
            subject.Labels,
            static label => label is { Name: "pod-security.kubernetes.io/enforce", Value: "privileged" },
            static _ => "admits privileged pods: its pod security level is 'privileged'");
    }
}
