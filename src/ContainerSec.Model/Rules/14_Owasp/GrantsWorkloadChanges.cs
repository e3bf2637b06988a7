using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1407: a role may create or change what runs containers.</summary>
internal sealed class GrantsWorkloadChanges : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1407", "RBAC grants creating or changing workloads", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Whoever may create a pod may mount every Secret, use every service account of the namespace and, where nothing forbids it, the node's disks.",
        Fix = "Leave deploying to the pipeline's account; hold the namespace to a pod security level, which limits what a pod may ask for.",
        Mappings = [Mapping.CisKubernetes("5.1.4"), Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1610")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        WhenOn = Severity.Warning,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"apps\"]\n    resources: [deployments]\n    verbs: [create, update]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"apps\"]\n    resources: [deployments]\n    verbs: [get, list, watch]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, Permissions.ChangeWorkloads);
}
