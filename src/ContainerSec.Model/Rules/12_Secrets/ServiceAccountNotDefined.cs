using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1221: a pod names a service account that is not in the set.</summary>
internal sealed class ServiceAccountNotDefined : Rule, IJudge<Deployment>
{
    public override RuleInfo Info { get; } = new("CSEC1221", "Service account not defined in the set", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "What the pod may do is decided elsewhere, or it is not admitted at all: nobody who reads the set can tell.",
        Fix = "Add the ServiceAccount to the manifests, or correct its name or namespace.",
        References = ["kubernetes.io: Configure Service Accounts for Pods"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: web\n  containers:\n    - name: web\n      image: nginx:1.27\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: web\n  containers:\n    - name: web\n      image: nginx:1.27\n"),
        ],
    };

    public void Check(Deployment subject, RuleContext context)
    {
        var access = context.Surroundings.Access;
        foreach (var pod in subject.Pods)
        {
            context.About(pod);
            var account = ClusterAccess.AccountOf(pod);
            if (pod.Namespace.IsUnknown)
                context.Unknown(pod.Namespace.Origin);
            else if (subject.IsPartial && !account.Is("default") && access.Find(pod) is null)
                context.Unknown(account.Origin);
            else
                context.Judge(account, name => name != "default" && access.Find(pod) is null, name => $"runs as the service account '{name}', which is not defined here");
        }
    }
}
