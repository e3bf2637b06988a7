using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1410: a role may attach to running containers.</summary>
internal sealed class GrantsAttach : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1410", "RBAC grants pods/attach", Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Attaching reads what a process prints and writes what it reads, a shell included.",
        Fix = "Leave pods/attach out, or limit it to the people who debug and to one namespace.",
        Mappings = [Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1609")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [pods/attach]\n    verbs: [create]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [pods/log]\n    verbs: [get]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, [new Permission("", "pods/attach", "create", "get")]);
}
