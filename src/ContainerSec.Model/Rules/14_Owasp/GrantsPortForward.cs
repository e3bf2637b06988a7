using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1411: a role may forward ports of pods.</summary>
internal sealed class GrantsPortForward : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1411", "RBAC grants pods/portforward", Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "A forwarded port reaches what listens on the pod's own loopback address, past services and network policies.",
        Fix = "Leave pods/portforward out, or limit it to the people who debug and to one namespace.",
        Mappings = [Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [pods/portforward]\n    verbs: [create]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [pods]\n    verbs: [get]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, [new Permission("", "pods/portforward", "create", "get")]);
}
