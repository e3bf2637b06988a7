namespace ContainerSec.Rules;

/// <summary>CSEC1406: a workload is put into a namespace of the cluster itself.</summary>
internal sealed class SystemNamespaceUsed : Rule, IJudge<Pod>
{
    // What kubeadm and managed clusters run there carries one of these.
    private static readonly Label[] SystemLabels = [new("tier", "control-plane"), new("kubernetes.io/cluster-service", "true"), new("addonmanager.kubernetes.io/mode", "Reconcile")];

    public override RuleInfo Info { get; } = new("CSEC1406", "Workload in a system namespace", Severity.Info)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "System namespaces are exempt from many policies and hold accounts with far-reaching rights: a broken pod there is next to them.",
        Fix = "Give the application a namespace of its own.",
        References = ["kubernetes.io: Namespaces, Initial namespaces"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: kube-system\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n"),
        ],
    };

    public void Check(Pod subject, RuleContext context)
    {
        if (SystemLabels.Any(label => subject.Labels.AnyKnown(known => known == label)))
            context.Pass();
        else
            context.Judge(subject.Namespace, static name => name is "kube-system" or "kube-public" or "kube-node-lease", static name => $"is in the system namespace '{name}'");
    }
}
