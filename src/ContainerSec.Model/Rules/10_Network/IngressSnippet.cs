namespace ContainerSec.Rules;

/// <summary>CSEC1019: an annotation puts configuration of nginx into the ingress controller.</summary>
internal sealed class IngressSnippet : Rule, IJudge<Ingress>
{
    public override RuleInfo Info { get; } = new("CSEC1019", "ingress-nginx snippet annotation", Severity.Warning)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "The text becomes configuration of the controller: whoever may write an ingress reads the controller's token, and with it the secrets of every namespace.",
        Fix = "Use the annotations that exist for the purpose, and leave allow-snippet-annotations off in the controller.",
        Mappings = [Mapping.Cwe(94)],
        References = ["CVE-2021-25742", "ingress-nginx documentation, allow-snippet-annotations"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n    nginx.ingress.kubernetes.io/server-snippet: \"location /files { alias /srv; }\"\nspec:\n  tls:\n    - hosts: [shop.contoso.com]\n      secretName: shop\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n    nginx.ingress.kubernetes.io/proxy-body-size: 8m\nspec:\n  tls:\n    - hosts: [shop.contoso.com]\n      secretName: shop\n"),
        ],
    };

    public void Check(Ingress subject, RuleContext context) =>
        context.JudgeEach(subject.Annotations, IsSnippet, static annotation => $"puts configuration into the ingress controller ('{annotation.Name}')");

    private static bool IsSnippet(Label annotation) =>
        annotation.Name.StartsWith("nginx.ingress.kubernetes.io/", StringComparison.Ordinal)
        && annotation.Name.EndsWith("-snippet", StringComparison.Ordinal) && annotation.Value.Trim().Length > 0;
}
