using ContainerSec.Access;

namespace ContainerSec.Rules;

/// <summary>CSEC1409: a role may delete logs or events.</summary>
internal sealed class GrantsLogDeletion : Rule, IJudge<RbacRole>
{
    public override RuleInfo Info { get; } = new("CSEC1409", "RBAC grants deleting logs or events", Severity.Info)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "Whoever breaks in removes the traces with the rights of the application.",
        Fix = "Leave delete and deletecollection out; events disappear by themselves.",
        Mappings = [Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1070")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [events]\n    verbs: [create, delete]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: operator\nrules:\n  - apiGroups: [\"\"]\n    resources: [events]\n    verbs: [create, patch]\n"),
        ],
    };

    public void Check(RbacRole subject, RuleContext context) => context.JudgeGrants(subject, [new Permission("", "pods/log", "delete", "deletecollection"), new Permission("", "events", "delete", "deletecollection"), new Permission("events.k8s.io", "events", "delete", "deletecollection")]);
}
