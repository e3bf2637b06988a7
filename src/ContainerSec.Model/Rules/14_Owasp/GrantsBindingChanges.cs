using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1419: a role may change who has which role.</summary>
internal sealed class GrantsBindingChanges : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1419", "RBAC grants changing role bindings", Severity.Info)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "Whoever may add himself to a binding has all that it binds; the cluster checks only that he has the rights already, or may bind.",
        Fix = "Leave bindings to the pipeline's account.",
        Mappings = [Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1098.006")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"rbac.authorization.k8s.io\"]\n    resources: [rolebindings]\n    verbs: [patch]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"rbac.authorization.k8s.io\"]\n    resources: [rolebindings]\n    verbs: [get, list]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, [new Permission("rbac.authorization.k8s.io", "rolebindings", "update", "patch"), new Permission("rbac.authorization.k8s.io", "clusterrolebindings", "update", "patch")]);
}
