namespace ContainerSec.Rules;

/// <summary>CSEC1429: Tiller, the server of Helm 2, is deployed.</summary>
internal sealed class TillerDeployed : Rule, IJudge<Workload>, IJudge<KubernetesService>
{
    public override RuleInfo Info { get; } = new("CSEC1429", "Tiller (Helm 2) deployed", Severity.Warning)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Tiller does what anybody asks who reaches its port, with the rights of an administrator; it has had no updates since 2020.",
        Fix = "Move to Helm 3 or later, which has no server, and remove Tiller, its Service and its account.",
        Mappings = [Mapping.OwaspKubernetes("K10"), Mapping.Cwe(1104)],
        References = ["helm.sh: Migrating Helm v2 to v3"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: tiller\nspec:\n  containers:\n    - name: tiller\n      image: ghcr.io/helm/tiller:v2.17.0\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is not null)
            context.Judge(subject.Image.Reference, static image => image.ShortName == "tiller", "is Tiller, the server of Helm 2");
    }

    public void Check(KubernetesService subject, RuleContext context)
    {
        if (subject.Name == "tiller-deploy")
            context.Fail(subject.Origin, "is the Service of Tiller, the server of Helm 2");
    }
}
