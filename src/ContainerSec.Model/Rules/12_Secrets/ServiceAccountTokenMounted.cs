namespace ContainerSec.Rules;

/// <summary>CSEC1214: the pod gets a token for the cluster's API that nobody asked for.</summary>
internal sealed class ServiceAccountTokenMounted : Rule, IJudge<Deployment>
{
    public override RuleInfo Info { get; } = new("CSEC1214", "Service account token auto-mounted", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Whoever breaks into the container can talk to the cluster's API as the service account.",
        Fix = "Write automountServiceAccountToken: false in the pod, unless it calls the cluster's API.",
        Mappings = [Mapping.CisKubernetes("5.1.6"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1528")],
        References = ["kubernetes.io: Configure Service Accounts for Pods, Opt out of API credential automounting"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  automountServiceAccountToken: false\n  containers:\n    - name: web\n      image: nginx:1.27\n"),
        ],
    };

    public void Check(Deployment subject, RuleContext context)
    {
        var access = context.Surroundings.Access;
        foreach (var pod in subject.Pods)
        {
            context.About(pod);
            context.Judge(access.MountsToken(pod), engineDefault: true, isBad: static on => on, "has the token of its service account mounted");
        }
    }
}
