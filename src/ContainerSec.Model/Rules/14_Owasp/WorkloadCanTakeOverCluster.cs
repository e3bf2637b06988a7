using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1423: a pod carries a token that is enough to take over the cluster.</summary>
/// <remarks>Joins the pod with its service account, the cluster role bindings that name it and the cluster roles that those bind; a pod without a token is nobody to the cluster.</remarks>
internal sealed class WorkloadCanTakeOverCluster : Rule, IJudge<Deployment>
{
    public override RuleInfo Info { get; } = new("CSEC1423", "Workload's service account can take over the cluster", Severity.Warning)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "A break into this one container is a break into every node, every Secret and every other application.",
        Fix = "Bind a role of the namespace that lists what the workload calls, or take the token away: automountServiceAccountToken: false.",
        Mappings =
        [
            Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1528"), Mapping.Attack("T1550.001"), Mapping.Cwe(269),
        ],
        References = ["kubernetes.io: Role Based Access Control Good Practices, Privilege escalation risks"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, Manifest("cluster-admin")),
            Example.Good(Surface.Kubernetes, Manifest("view")),
        ],
    };

    public void Check(Deployment subject, RuleContext context)
    {
        var access = context.Surroundings.Access;
        foreach (var pod in subject.Pods)
        {
            context.About(pod);
            Check(pod, access, context);
        }
    }

    private static void Check(Pod pod, ClusterAccess access, RuleContext context)
    {
        var mounted = access.MountsToken(pod);
        var bindings = mounted.Is(false) ? [] : access.BindingsOf(pod);
        var failed = false;
        var unsure = false;
        foreach (var binding in bindings.Where(static b => b.IsClusterWide))
        {
            var (grants, known) = Takeover(binding, access);
            if (grants is not null && mounted.IsUnknown)
                context.Unknown(mounted.Origin);
            else if (grants is not null)
                context.Fail(ClusterAccess.AccountOf(pod).Origin ?? pod.Origin, $"runs as a service account that can take over the cluster: '{binding.Name}' binds '{binding.RoleName.Value}' to it, which {grants}", binding.RoleName.Origin, binding.Origin);
            failed |= grants is not null;
            unsure |= !known;
        }

        if (unsure && !failed)
            context.Unknown(ClusterAccess.AccountOf(pod).Origin ?? pod.Origin, "runs as a service account that is bound to a role that is not among the manifests");
        else if (!failed)
            context.Pass();
    }

    private static (string? Grants, bool IsKnown) Takeover(RbacBinding binding, ClusterAccess access)
    {
        if (binding.RoleName.Value is not { } name)
            return (null, false);
        if (access.RoleOf(binding) is { } role)
            return Takeover(role);
        return name switch
        {
            "cluster-admin" => ("grants everything", true),
            "admin" or "edit" => ("grants creating pods in every namespace", true),
            "view" => (null, true),
            _ => (null, name.StartsWith("system:", StringComparison.Ordinal)),
        };
    }

    private static (string? Grants, bool IsKnown) Takeover(RbacRole role)
    {
        var known = !role.IsAggregated;
        foreach (var rule in role.Rules)
        {
            foreach (var permission in Permissions.Takeover)
            {
                var granted = permission.GrantedBy(rule);
                if (granted.IsKnown)
                    return ($"grants '{granted.Value}' on '{permission.Resource}' everywhere", true);
                known &= !granted.IsUnknown;
            }
        }

        return (null, known);
    }

    private static string Manifest(string role) =>
        $"apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: operator\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: {role}\n"
        + "subjects:\n  - kind: ServiceAccount\n    name: operator\n    namespace: shop\n---\n"
        + "apiVersion: v1\nkind: Pod\nmetadata:\n  name: operator\n  namespace: shop\nspec:\n  serviceAccountName: operator\n  containers:\n    - name: operator\n      image: operator:1.0\n";
}
