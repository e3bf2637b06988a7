using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1413: a role may change admission webhooks.</summary>
internal sealed class GrantsWebhookChanges : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1413", "RBAC grants changing admission webhooks", Severity.Warning)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "A webhook sees and rewrites every object that is written, Secrets among them; deleting one switches a policy off.",
        Fix = "Limit the rule to the webhook's own name (resourceNames), and leave create to whoever installs it.",
        Mappings = [Mapping.CisKubernetes("5.1.12"), Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1546")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"admissionregistration.k8s.io\"]\n    resources: [mutatingwebhookconfigurations]\n    verbs: [create, patch]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"admissionregistration.k8s.io\"]\n    resources: [mutatingwebhookconfigurations]\n    verbs: [get, patch]\n    resourceNames: [shop-webhook]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, Permissions.Webhooks);
}
