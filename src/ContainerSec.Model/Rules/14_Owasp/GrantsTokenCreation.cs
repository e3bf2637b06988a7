using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1415: a role may have tokens made for service accounts.</summary>
internal sealed class GrantsTokenCreation : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1415", "RBAC grants creating service account tokens", Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "A token of any account of the namespace, or of the cluster, is one request away: its rights are then the caller's.",
        Fix = "Leave the rule out: pods get their tokens from the kubelet; limit it to one account (resourceNames) where a controller must have it.",
        Mappings = [Mapping.CisKubernetes("5.1.13"), Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1528"), Mapping.Attack("T1550.001")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [serviceaccounts/token]\n    verbs: [create]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [serviceaccounts]\n    verbs: [get, list]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, [Permissions.ServiceAccountToken]);
}
