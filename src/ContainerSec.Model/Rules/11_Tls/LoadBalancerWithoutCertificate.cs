#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif

namespace ContainerSec.Rules;

/// <summary>CSEC1112: a load balancer of the cloud serves http without a certificate.</summary>
/// <remarks>Absence fails: what the load balancer passes on unread may be TLS of the pods' own, which a manifest does not show; so it is off by default.</remarks>
internal sealed class LoadBalancerWithoutCertificate : Rule, IJudge<KubernetesService>
{
    private static readonly string[] Words = ["ssl-cert", "certificate", "tls-secret", "tls-cert"];

    public override RuleInfo Info { get; } = new("CSEC1112", "Load balancer service without certificate", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Without TLS at the load balancer or in the pods, what clients send travels in clear text.",
        Fix = "Name a certificate in the provider's annotation, or put the service behind an ingress or gateway with TLS.",
        Mappings = [Mapping.Attack("T1040"), Mapping.Attack("T1557"), Mapping.Cwe(319)],
        References = ["Kubernetes documentation, \"Service\", TLS support on AWS"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  type: LoadBalancer\n  selector: {app: api}\n  ports:\n    - port: 80\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Service\nmetadata:\n  name: api\n  annotations:\n    service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn:aws:acm:eu-central-1:123456789012:certificate/shop\nspec:\n  type: LoadBalancer\n  selector: {app: api}\n  ports:\n    - port: 443\n"),
        ],
    };

    public void Check(KubernetesService subject, RuleContext context)
    {
        if (!subject.Type.Is("LoadBalancer") || subject.Annotations.AnyKnown(static a => Words.Any(word => a.Name.Contains(word, StringComparison.Ordinal))))
            context.Judge(subject.Type, static _ => false, "");
        else if (subject.Annotations.HasUnknown || subject.IsPartial)
            context.Unknown(subject.Annotations.Origin);
        else
            context.Fail(subject.Type.Origin, "has a load balancer without certificate");
    }
}
