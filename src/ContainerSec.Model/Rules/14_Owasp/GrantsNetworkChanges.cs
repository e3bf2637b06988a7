using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1418: a role may change where traffic goes.</summary>
internal sealed class GrantsNetworkChanges : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1418", "RBAC grants changing services, endpoints or network policies", Severity.Off)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "Traffic of other applications can be led to a pod of one's own, or the policy that kept it apart removed.",
        Fix = "Leave these objects to the pipeline's account, and services/status to the cloud controller.",
        Mappings = [Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.OwaspKubernetes("K07")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"networking.k8s.io\"]\n    resources: [networkpolicies]\n    verbs: [delete]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"networking.k8s.io\"]\n    resources: [networkpolicies]\n    verbs: [get, list]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, [
            new Permission("", "services", "create", "update", "patch", "delete"),
            new Permission("", "services/status", "update", "patch"),
            new Permission("", "endpoints", "create", "update", "patch", "delete"),
            new Permission("discovery.k8s.io", "endpointslices", "create", "update", "patch", "delete"),
            new Permission("networking.k8s.io", "networkpolicies", "create", "update", "patch", "delete"),
            new Permission("networking.k8s.io", "ingresses", "create", "update", "patch", "delete"),
        ]);
}
