using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1414: a role may have certificates signed that the cluster trusts.</summary>
internal sealed class GrantsCertificateApproval : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1414", "RBAC grants approving certificate requests", Severity.Warning)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "Whoever approves a request of his own becomes any user, a member of system:masters included.",
        Fix = "Limit the rule to the signer that is needed (resourceNames), never kubernetes.io/kube-apiserver-client.",
        Mappings = [Mapping.CisKubernetes("5.1.11"), Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03")],
        References = ["kubernetes.io: Certificates and Certificate Signing Requests", "kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"certificates.k8s.io\"]\n    resources: [certificatesigningrequests/approval]\n    verbs: [update]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"certificates.k8s.io\"]\n    resources: [certificatesigningrequests]\n    verbs: [get, list]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, Permissions.CertificateApproval);
}
