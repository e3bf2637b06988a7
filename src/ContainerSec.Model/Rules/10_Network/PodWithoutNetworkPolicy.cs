namespace ContainerSec.Rules;

/// <summary>CSEC1013: no network policy of the set applies to the pod.</summary>
internal sealed class PodWithoutNetworkPolicy : Rule, IJudge<Deployment>
{
    public override RuleInfo Info { get; } = new("CSEC1013", "Pod selected by no NetworkPolicy", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "A pod without policy talks to every pod and every address, and every pod talks to it: one break spreads through the cluster.",
        Fix = "Write a policy that denies everything in the namespace, and one for each connection that is needed.",
        Mappings = [Mapping.Nist("4.3.3"), Mapping.OwaspDocker("D03"), Mapping.OwaspKubernetes("K07"), Mapping.Attack("T1046")],
        References = ["Kubernetes documentation, \"Network Policies\""],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\n  labels: {app: api}\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\n  labels: {app: api}\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: api\nspec:\n  podSelector:\n    matchLabels: {app: api}\n  policyTypes: [Ingress]\n"),
        ],
    };

    public void Check(Deployment subject, RuleContext context)
    {
        var policies = subject.Objects.OfType<NetworkPolicy>().ToList();
        // Policies of network plug-ins have selectors of their own, which are not read.
        var hasOthers = subject.Objects.Any(static o => o is not NetworkPolicy && o.Kind.EndsWith("NetworkPolicy", StringComparison.Ordinal));
        foreach (var pod in subject.Pods)
        {
            var applies = policies.Select(p => p.AppliesTo(pod)).ToList();
            if (applies.Contains(true))
                context.Pass();
            else if (applies.Contains(null) || hasOthers || subject.IsPartial)
                context.Unknown(pod.Origin, $"{pod.Description}: whether a network policy applies to it is known only when it is deployed");
            else
                context.Fail(pod.Origin, $"{pod.Description} is selected by no network policy");
        }
    }
}
