namespace ContainerSec.Rules;

/// <summary>CSEC1401: a role grants everything, or the role that grants everything is bound.</summary>
/// <remarks>
/// Wildcards count where they reach something: every resource of the core group or of all groups, changes to every resource of another group of Kubernetes itself,
/// every verb on workloads, Secrets, nodes or access control. An operator's <c>*</c> in its own API group is no finding, unless a standard is enumerated that forbids all.
/// </remarks>
internal sealed class WildcardAccess : Rule, IJudge<RbacRole>, IJudge<RbacBinding>
{
    private static readonly HashSet<string> Changes = ["*", "create", "update", "patch", "delete", "deletecollection"];

    private static readonly HashSet<string> Sensitive =
    [
        "pods", "pods/exec", "replicationcontrollers", "deployments", "daemonsets", "statefulsets", "replicasets", "jobs", "cronjobs", "secrets", "serviceaccounts",
        "roles", "clusterroles", "rolebindings", "clusterrolebindings", "nodes", "nodes/proxy", "namespaces", "persistentvolumes", "users", "groups",
        "certificatesigningrequests", "mutatingwebhookconfigurations", "validatingwebhookconfigurations",
    ];

    public override RuleInfo Info { get; } = new("CSEC1401", "Wildcard RBAC rule or cluster-admin binding", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "A stolen token then opens everything, also kinds of objects that the cluster learns only later.",
        Fix = "List the resources and verbs that are called; bind a role of its own instead of cluster-admin.",
        Mappings =
        [
            Mapping.CisKubernetes("5.1.1"), Mapping.CisKubernetes("5.1.3"), Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"),
            Mapping.Attack("T1098.006"), Mapping.Attack("T1078.003"), Mapping.Cwe(269),
        ],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Precedes =
        [
            "CSEC1402", "CSEC1407", "CSEC1408", "CSEC1409", "CSEC1410", "CSEC1411", "CSEC1412", "CSEC1413", "CSEC1414", "CSEC1415", "CSEC1416", "CSEC1417",
            "CSEC1418", "CSEC1419",
        ],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"*\"]\n    resources: [\"*\"]\n    verbs: [\"*\"]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [configmaps]\n    verbs: [get, list, watch]\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: operator\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: cluster-admin\nsubjects:\n  - kind: ServiceAccount\n    name: operator\n    namespace: shop\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: operator\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: operator\nsubjects:\n  - kind: ServiceAccount\n    name: operator\n    namespace: shop\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context)
    {
        foreach (var rule in subject.Rules)
        {
            var everyResource = rule.Resources.FirstOrDefault(static item => item.Is("*"));
            var everyVerb = rule.Verbs.FirstOrDefault(static item => item.Is("*"));
            if (everyResource.IsKnown && Reaches(rule, context))
                context.Fail(everyResource.Origin ?? rule.Origin, $"grants {(everyVerb.IsKnown ? "every verb" : Verbs(rule))} on every resource{Groups(rule)}");
            else if (everyVerb.IsKnown && FindSensitive(rule, context) is { IsKnown: true } sensitive)
                context.Fail(everyVerb.Origin ?? rule.Origin, $"grants every verb on '{sensitive.Value}'{Groups(rule)}");
            else if (rule.Resources.HasUnknown || rule.Verbs.HasUnknown || ((everyResource.IsKnown || everyVerb.IsKnown) && rule.ApiGroups.HasUnknown))
                context.Unknown(rule.Origin);
            else
                context.Pass();
        }
    }

    public void Check(RbacBinding subject, RuleContext context)
    {
        if (subject.RoleKind.Is("Role"))
            context.Pass();
        else
            context.Judge(subject.RoleName, static name => name == "cluster-admin", subject.IsClusterWide ? "binds 'cluster-admin', which may do everything" : "binds 'cluster-admin', which may do everything in the namespace");
    }

    private static bool Reaches(RbacRule rule, RuleContext context)
    {
        if (context.Policy.EnumeratesStandard || rule.ApiGroups.AnyKnown(static group => group is "" or "*"))
            return true;
        return rule.ApiGroups.AnyKnown(IsOfKubernetes) && rule.Verbs.AnyKnown(Changes.Contains);
    }

    private static Fact<string> FindSensitive(RbacRule rule, RuleContext context)
    {
        if (context.Policy.EnumeratesStandard)
            return rule.Resources.FirstOrDefault(static item => item.IsKnown);
        return rule.ApiGroups.AnyKnown(IsOfKubernetes) ? rule.Resources.FirstOrDefault(static item => item.Is(Sensitive.Contains)) : default;
    }

    // "", "*", apps, batch, rbac.authorization.k8s.io; a group of somebody else has a domain of his own.
    private static bool IsOfKubernetes(string group) => group.IndexOf('.') < 0 || group.EndsWith(".k8s.io", StringComparison.Ordinal);

    private static string Verbs(RbacRule rule) => string.Join(", ", rule.Verbs.Where(static verb => verb.IsKnown).Select(static verb => $"'{verb.Value}'"));

    private static string Groups(RbacRule rule) =>
        rule.ApiGroups.AnyKnown(static group => group == "*") ? " of every API group" : "";
}
