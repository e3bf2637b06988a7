namespace ContainerSec.Rules;

/// <summary>CSEC1111: an ingress has no TLS section.</summary>
/// <remarks>Controllers of clouds take their certificates from annotations: those count.</remarks>
internal sealed class IngressWithoutTls : Rule, IJudge<Ingress>
{
    private static readonly string[] Certificates =
    [
        "alb.ingress.kubernetes.io/certificate-arn", "networking.gke.io/managed-certificates", "ingress.gcp.kubernetes.io/pre-shared-cert",
        "networking.gke.io/pre-shared-cert", "appgw.ingress.kubernetes.io/appgw-ssl-certificate", "traefik.ingress.kubernetes.io/router.tls",
    ];

    public override RuleInfo Info { get; } = new("CSEC1111", "Ingress without TLS", Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Cookies, tokens and forms of users travel in clear text to the cluster, and can be changed on the way.",
        Fix = "Add a tls entry with the host and a secret that holds its certificate.",
        Mappings = [Mapping.Attack("T1040"), Mapping.Attack("T1557"), Mapping.Cwe(319)],
        References = ["Kubernetes documentation, \"Ingress\", TLS"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\nspec:\n  rules:\n    - host: shop.contoso.com\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\nspec:\n  tls:\n    - hosts: [shop.contoso.com]\n      secretName: shop\n  rules:\n    - host: shop.contoso.com\n"),
        ],
    };

    public void Check(Ingress subject, RuleContext context)
    {
        if (!subject.TlsHosts.IsUnset && !subject.TlsHosts.HasUnknown)
            context.Pass();
        else if (subject.Annotations.AnyKnown(static a => Certificates.Contains(a.Name) && a.Value is not ("" or "false")))
            context.Pass();
        else if (subject.TlsHosts.HasUnknown || subject.Annotations.HasUnknown)
            context.Unknown(subject.TlsHosts.HasUnknown ? subject.TlsHosts.Origin : subject.Annotations.Origin);
        else
            context.FailForAbsence("has no TLS section: clients are served over http");
    }
}
