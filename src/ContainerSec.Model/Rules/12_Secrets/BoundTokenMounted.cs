namespace ContainerSec.Rules;

/// <summary>CSEC1222: a token is mounted that opens something: its account is bound to a role.</summary>
internal sealed class BoundTokenMounted : Rule, IJudge<Deployment>
{
    public override RuleInfo Info { get; } = new("CSEC1222", "Mounted token belongs to a bound service account", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Whoever breaks into the container takes the token and with it what the roles grant.",
        Fix = "Write automountServiceAccountToken: false if the pod does not call the cluster's API; otherwise see that its roles grant no more than it calls.",
        Mappings = [Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1528"), Mapping.Attack("T1550.001")],
        References = ["kubernetes.io: Service Accounts"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, Binding + "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: web\n  containers:\n    - name: web\n      image: nginx:1.27\n"),
            Example.Good(Surface.Kubernetes, Binding + "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccountName: web\n  automountServiceAccountToken: false\n  containers:\n    - name: web\n      image: nginx:1.27\n"),
        ],
    };

    private const string Binding = "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: web\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: web\nsubjects:\n  - kind: ServiceAccount\n    name: web\n---\n";

    public void Check(Deployment subject, RuleContext context)
    {
        var access = context.Surroundings.Access;
        foreach (var pod in subject.Pods)
        {
            context.About(pod);
            var bindings = access.BindingsOf(pod);
            var mounted = access.MountsToken(pod);
            if (bindings.Count == 0 || mounted.Is(false))
                context.Pass();
            else if (mounted.IsUnknown)
                context.Unknown(mounted.Origin);
            else
                context.Fail(mounted.Origin ?? pod.Origin, $"has the token of its service account mounted, which '{bindings[0].Name}' binds to a role", bindings[0].Origin);
        }
    }
}
