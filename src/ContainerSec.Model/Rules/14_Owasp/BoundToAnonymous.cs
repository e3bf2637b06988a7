namespace ContainerSec.Rules;

/// <summary>CSEC1420: somebody who has not signed in has a role.</summary>
internal sealed class BoundToAnonymous : Rule, IJudge<RbacBinding>
{
    public override RuleInfo Info { get; } = new("CSEC1420", "Binding to anonymous or unauthenticated", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Whoever reaches the API server's port has what the role grants, without any credentials.",
        Fix = "Bind the role to a service account, a user or a group that signs in.",
        Mappings = [Mapping.Nist("4.3.2"), Mapping.OwaspKubernetes("K03"), Mapping.Attack("T1613"), Mapping.Cwe(306)],
        References = ["kubernetes.io: Authenticating, Anonymous requests"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: open\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: view\nsubjects:\n  - kind: Group\n    name: system:unauthenticated\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: open\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: view\nsubjects:\n  - kind: Group\n    name: contoso:developers\n"),
        ],
    };

    // The cluster itself lets anybody read its version and, where kubeadm set it up, how to join.
    public void Check(RbacBinding subject, RuleContext context)
    {
        if (subject.RoleName.Is(static name => name is "system:public-info-viewer" or "kubeadm:bootstrap-signer-clusterinfo"))
            context.Pass();
        else
            context.JudgeEach(subject.Subjects, static who => who.Name is "system:anonymous" or "system:unauthenticated", static who => $"binds a role to '{who.Name}': to everybody, signed in or not");
    }
}
