using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1417: a role may change ConfigMaps, and with some of them who may sign in or what names resolve to.</summary>
internal sealed class GrantsConfigMapChanges : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1417", "RBAC grants changing ConfigMaps", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "On EKS the ConfigMap aws-auth says who is an administrator; coredns decides where names lead to.",
        Fix = "Limit the rule to the names that are needed (resourceNames).",
        Mappings = [Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [configmaps]\n    verbs: [update]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [configmaps]\n    verbs: [update]\n    resourceNames: [shop-settings]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, [new Permission("", "configmaps", "update", "patch") { DangerousNames = ["aws-auth", "coredns"] }]);
}
