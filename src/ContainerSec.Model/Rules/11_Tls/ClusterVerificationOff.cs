namespace ContainerSec.Rules;

/// <summary>CSEC1108: the certificate of a cluster or of an extension API server is not verified.</summary>
internal sealed class ClusterVerificationOff : Rule, IJudge<ApiService>
{
    public override RuleInfo Info { get; } = new("CSEC1108", "kubeconfig or APIService skips TLS verification", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Whoever answers in the server's place gets the token of every user who calls, and can do in the cluster what they may.",
        Fix = "Name the issuer: certificate-authority-data in a kubeconfig file, caBundle in an APIService.",
        Mappings = [Mapping.Nist("4.3.5"), Mapping.Attack("T1557"), Mapping.Cwe(295)],
        References = ["Kubernetes documentation, \"kubeconfig\", insecure-skip-tls-verify", "Kubernetes API reference, APIService, insecureSkipTLSVerify"],
        Examples =
        [
            Example.Bad(Surface.KubeConfig, "apiVersion: v1\nkind: Config\nclusters:\n  - name: shop\n    cluster:\n      server: https://cluster.contoso.com:6443\n      insecure-skip-tls-verify: true\n"),
            Example.Good(Surface.KubeConfig, "apiVersion: v1\nkind: Config\nclusters:\n  - name: shop\n    cluster:\n      server: https://cluster.contoso.com:6443\n      insecure-skip-tls-verify: false\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata:\n  name: v1beta1.metrics.k8s.io\nspec:\n  insecureSkipTLSVerify: true\n  group: metrics.k8s.io\n  version: v1beta1\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata:\n  name: v1beta1.metrics.k8s.io\nspec:\n  insecureSkipTLSVerify: false\n  group: metrics.k8s.io\n  version: v1beta1\n"),
        ],
    };

    public void Check(ApiService subject, RuleContext context) =>
        context.Judge(subject.SkipTlsVerify, static skip => skip, "is not verified (TLS certificate)");
}
