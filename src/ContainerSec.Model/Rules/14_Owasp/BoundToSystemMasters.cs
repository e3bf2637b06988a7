namespace ContainerSec.Rules;

/// <summary>CSEC1422: a binding names the group that access control does not hold for.</summary>
internal sealed class BoundToSystemMasters : Rule, IJudge<RbacBinding>
{
    public override RuleInfo Info { get; } = new("CSEC1422", "Binding to system:masters", Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Members of system:masters may do everything whatever roles say, and a certificate that says so cannot be revoked.",
        Fix = "Bind a role to a group of your own; keep certificates of system:masters for emergencies.",
        Mappings = [Mapping.CisKubernetes("5.1.7"), Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1078.003")],
        References = ["kubernetes.io: Role Based Access Control Good Practices"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: admins\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: admin\nsubjects:\n  - kind: Group\n    name: system:masters\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: admins\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: admin\nsubjects:\n  - kind: Group\n    name: contoso:admins\n"),
        ],
    };

    public void Check(RbacBinding subject, RuleContext context) =>
        context.JudgeEach(subject.Subjects, static who => who is { Kind: "Group", Name: "system:masters" }, static _ => "binds a role to 'system:masters'");
}
