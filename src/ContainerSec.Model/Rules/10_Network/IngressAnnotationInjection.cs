namespace ContainerSec.Rules;

/// <summary>CSEC1020: an annotation of ingress-nginx has characters that break out of the configuration that it is put into.</summary>
internal sealed class IngressAnnotationInjection : Rule, IJudge<Ingress>
{
    private const string Prefix = "nginx.ingress.kubernetes.io/";

    // Annotations whose values vulnerable controllers copied unchecked. Braces are part of many regular expressions, so that in auth-tls-match-cn they alone say nothing.
    private static readonly string[] Annotations = ["auth-url", "auth-signin", "auth-tls-match-cn", "mirror-target", "mirror-host", "auth-proxy-set-headers"];

    public override RuleInfo Info { get; } = new("CSEC1020", "ingress-nginx annotation with injection characters", Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Vulnerable controllers copy the value into nginx's configuration: a line end, semicolon or quote in it runs the writer's own directives, up to code in the controller.",
        Fix = "Remove the characters, and update the controller to a version without these vulnerabilities.",
        Mappings = [Mapping.Cwe(94)],
        References = ["CVE-2025-24514", "CVE-2025-1097", "CVE-2025-1098"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n    nginx.ingress.kubernetes.io/auth-url: \"http://auth.local/;load_module /tmp/x.so;\"\nspec:\n  tls:\n    - hosts: [shop.contoso.com]\n      secretName: shop\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n    nginx.ingress.kubernetes.io/auth-url: \"https://auth.contoso.com/check?rd=$scheme://$host\"\nspec:\n  tls:\n    - hosts: [shop.contoso.com]\n      secretName: shop\n"),
        ],
    };

    public void Check(Ingress subject, RuleContext context) =>
        context.JudgeEach(subject.Annotations, BreaksOut, static annotation => $"has characters in '{annotation.Name}' that break out of the controller's configuration");

    private static bool BreaksOut(Label annotation)
    {
        if (!annotation.Name.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var name = annotation.Name.Substring(Prefix.Length);
        var isExpression = name == "auth-tls-match-cn";
        return Annotations.Contains(name)
            && annotation.Value.TrimEnd().IndexOfAny(isExpression ? ['\n', '\r', ';', '"', '#'] : ['\n', '\r', ';', '"', '#', '{', '}']) >= 0;
    }
}
