using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1412: a role reaches the kubelet's own API.</summary>
internal sealed class GrantsNodeProxy : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1412", "RBAC grants nodes/proxy", Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The kubelet runs commands in every container of its node; what comes through the proxy passes no admission and is not in the audit log as what it is.",
        Fix = "Grant nodes/metrics, nodes/stats or nodes/log instead, which is what monitoring needs.",
        Mappings = [Mapping.CisKubernetes("5.1.10"), Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1609"), Mapping.Cwe(269)],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [nodes/proxy]\n    verbs: [get]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [nodes/metrics]\n    verbs: [get]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, [Permissions.NodeProxy]);
}
