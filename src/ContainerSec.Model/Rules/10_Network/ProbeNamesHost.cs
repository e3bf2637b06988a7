namespace ContainerSec.Rules;

/// <summary>CSEC1029: a probe or lifecycle handler sends the kubelet to a host of the author's choice.</summary>
/// <remarks>Exactly the check <c>hostProbesAndHostLifecycle</c> of the Pod Security Standards since 1.34: the field host of httpGet and tcpSocket must be absent or empty.</remarks>
internal sealed class ProbeNamesHost : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1029", "Probe or lifecycle handler names a host", Severity.Warning)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "The kubelet sends the request from the node's network, past every network policy: the author reaches services of the node, the cloud's metadata among them.",
        Fix = "Remove host, so that the pod itself is asked; pass a virtual host's name in the header Host.",
        Mappings = [Mapping.Baseline("hostProbesAndHostLifecycle"), Mapping.OwaspKubernetes("K01"), Mapping.Cwe(918)],
        References = ["Pod Security Standards, baseline, Host Probes / Lifecycle Hooks"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n      livenessProbe:\n        httpGet:\n          host: 169.254.169.254\n          port: 80\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n      livenessProbe:\n        httpGet:\n          host: \"\"\n          port: 8080\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var probe in subject.Lifecycle.Probes)
        {
            if (probe.IsUnknown)
                context.Unknown(probe.Origin);
            else if (probe.Value!.Handler is "httpGet" or "tcpSocket")
                context.Judge(probe.Value.Host.Or(Fact.Known("")), static host => host.Length > 0, host => $"has the node ask the host '{host}' ({probe.Value.Name})");
        }
    }
}
