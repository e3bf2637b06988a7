using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1416: a role may make volumes that are any path of a node.</summary>
internal sealed class GrantsPersistentVolumeCreation : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1416", "RBAC grants creating persistent volumes", Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "A persistent volume of type hostPath passes the pod security standards, which look at the claim: the node's disk is reached by the back door.",
        Fix = "Leave creating volumes to the storage driver's account; applications ask with claims.",
        Mappings = [Mapping.CisKubernetes("5.1.9"), Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1611")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [persistentvolumes]\n    verbs: [create]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [persistentvolumeclaims]\n    verbs: [create]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, [Permissions.PersistentVolumes]);
}
