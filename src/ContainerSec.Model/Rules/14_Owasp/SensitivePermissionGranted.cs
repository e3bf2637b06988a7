using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1402: a role grants what leads to more than it says.</summary>
internal sealed class SensitivePermissionGranted : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1402", "RBAC grants secrets, pods/exec, escalate, bind or impersonate", Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Whoever reads Secrets or starts programs in other containers has their identities; whoever may escalate, bind or impersonate has every right that there is.",
        Fix = "Limit the rule to the names that are needed (resourceNames) or to a namespace, or leave it out.",
        Mappings = [Mapping.CisKubernetes("5.1.2"), Mapping.CisKubernetes("5.1.8"), Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1552.007"), Mapping.Attack("T1609"), Mapping.Attack("T1098.006")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [secrets]\n    verbs: [get, list]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [secrets]\n    verbs: [get]\n    resourceNames: [web-tls]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, [Permissions.Secrets, Permissions.Exec, .. Permissions.Escalation]);
}
