using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1408: a role may delete what runs containers.</summary>
internal sealed class GrantsWorkloadDeletion : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1408", "RBAC grants deleting workloads", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "A stolen token is enough to stop the application and what watches it.",
        Fix = "Leave delete and deletecollection to the pipeline's account.",
        Mappings = [Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1485")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [pods]\n    verbs: [delete]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [pods]\n    verbs: [get, list, watch]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, Permissions.DeleteWorkloads);
}
