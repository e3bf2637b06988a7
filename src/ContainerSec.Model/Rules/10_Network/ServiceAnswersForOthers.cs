namespace ContainerSec.Rules;

/// <summary>CSEC1018: a service answers for addresses that are not the cluster's, or is an alias of a place that clients should not be sent to.</summary>
internal sealed class ServiceAnswersForOthers : Rule, IJudge<KubernetesService>
{
    // Aliases that turn a request to the service into one to the client's own host or to the cloud's metadata.
    private static readonly string[] Aliases = ["localhost", "127.0.0.1", "::1", "169.254.169.254", "metadata.google.internal", "kubernetes.default.svc.cluster.local"];

    public override RuleInfo Info { get; } = new("CSEC1018", "Service with external IPs or a dangerous external name", Severity.Warning)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Nodes send traffic for such an address to the service: whoever may write services reads and answers connections of other pods to the outside.",
        Fix = "Remove externalIPs and use type LoadBalancer; have the API server refuse them (admission plug-in DenyServiceExternalIPs).",
        Mappings = [Mapping.CisKubernetes("1.2.3"), Mapping.OwaspKubernetes("K07"), Mapping.Attack("T1557"), Mapping.Cwe(441)],
        References = ["CVE-2020-8554", "Kubernetes documentation, \"Service\", external IPs"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Service\nmetadata:\n  name: api\nspec:\n  selector: {app: api}\n  externalIPs: [203.0.113.7]\n  ports:\n    - port: 443\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Service\nmetadata:\n  name: mail\nspec:\n  type: ExternalName\n  externalName: mail.contoso.com\n"),
        ],
    };

    public void Check(KubernetesService subject, RuleContext context)
    {
        context.JudgeEach(subject.ExternalIPs, static _ => true, static address => $"answers for the external address '{address}'");
        context.Judge(subject.ExternalName, static name => Aliases.Contains(name.TrimEnd('.')), static name => $"is an alias of '{name}'");
    }
}
