namespace ContainerSec.Rules;

/// <summary>CSEC1421: everybody who has signed in has a role, every service account included.</summary>
internal sealed class BoundToAllAuthenticated : Rule, IJudge<RbacBinding>
{
    public override RuleInfo Info { get; } = new("CSEC1421", "Binding to all authenticated users", Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Every service account of every namespace is among them, and in some clouds everybody who has an account there at all.",
        Fix = "Bind the role to the group or account that needs it.",
        Mappings = [Mapping.Nist("4.3.1"), Mapping.OwaspKubernetes("K03")],
        References = ["kubernetes.io: Using RBAC Authorization, Referring to subjects"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: open\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: view\nsubjects:\n  - kind: Group\n    name: system:authenticated\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: open\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: view\nsubjects:\n  - kind: Group\n    name: contoso:developers\n"),
        ],
    };

    // What the cluster itself grants to everybody who has signed in: asking who one is and what there is.
    public void Check(RbacBinding subject, RuleContext context)
    {
        if (subject.RoleName.Is(static name => name is "system:basic-user" or "system:discovery" or "system:public-info-viewer"))
            context.Pass();
        else
            context.JudgeEach(subject.Subjects, static who => who is { Kind: "Group", Name: "system:authenticated" }, static _ => "binds a role to everybody who has signed in");
    }
}
