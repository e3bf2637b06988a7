namespace ContainerSec.Rules;

/// <summary>CSEC0409: the pod has no user namespace of its own.</summary>
internal sealed class PodInHostUserNamespace : Rule, IJudge<Pod>
{
    public override RuleInfo Info { get; } = new("CSEC0409", "Pod in the host user namespace", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Root inside is uid 0 of the node: in a user namespace of its own it would be nobody outside, and most escapes would end there.",
        Fix = "Set hostUsers: false (Kubernetes 1.33 and later by default, and a node that supports it).",
        Mappings =
        [
            Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D01"), Mapping.OwaspKubernetes("K01"), Mapping.Attack("T1611"),
            Mapping.Cwe(653),
        ],
        References = ["KEP-127", "Kubernetes documentation, \"User Namespaces\""],
        WhenOn = Severity.Info,
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostUsers: false\n  containers:\n    - name: web\n      image: contoso/web:1.4\n"),
        ],
    };

    public void Check(Pod subject, RuleContext context)
    {
        if (!subject.IsWindows)
            context.Require(subject.Isolation.User, static mode => mode.Kind != NamespaceKind.Host, "runs in the host's user namespace (hostUsers)");
    }
}
