namespace ContainerSec.Rules;

/// <summary>CSEC1405: a workload is put into the namespace default.</summary>
/// <remarks>A manifest that names no namespace says nothing: it is applied to one, or a tool fills it in.</remarks>
internal sealed class DefaultNamespaceUsed : Rule, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC1405", "Workload in the default namespace", Severity.Off)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "Quotas, network policies, pod security levels and roles hold for a namespace: in the one that everybody shares none of them fits.",
        Fix = "Give the application a namespace of its own.",
        Mappings = [Mapping.CisKubernetes("5.7.4")],
        References = ["kubernetes.io: Namespaces"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: default\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n"),
        ],
    };

    public void Check(Pod subject, RuleContext context) =>
        context.Judge(subject.Namespace, static name => name == "default", "is in the namespace 'default'");
}
