namespace ContainerSec.Rules;

/// <summary>CSEC1016: a network policy, or a peer in it, selects no pod of the set.</summary>
/// <remarks>Judged only where the set has pods in the policy's namespace; peers in other namespaces are not, since their pods are seldom in the same files.</remarks>
internal sealed class NetworkPolicySelectsNothing : Rule, IJudge<NetworkPolicy>
{
    public override RuleInfo Info { get; } = new("CSEC1016", "NetworkPolicy or its peer selects nothing", Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "A misspelt label leaves the pods that were meant unprotected, and whoever gives a pod that label gets what the policy admits.",
        Fix = "Correct the labels, or remove the policy.",
        Mappings = [Mapping.Nist("4.3.3"), Mapping.OwaspDocker("D03"), Mapping.OwaspKubernetes("K07")],
        References = ["Kubernetes documentation, \"Labels and Selectors\""],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\n  labels: {app: api}\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: api\nspec:\n  podSelector:\n    matchLabels: {app: apii}\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\n  labels: {app: api}\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: api\nspec:\n  podSelector:\n    matchLabels: {app: api}\n"),
        ],
    };

    public void Check(NetworkPolicy subject, RuleContext context)
    {
        var neighbours = context.Deployment.Pods.Where(pod => subject.IsInNamespace(pod.Namespace) != false).ToList();
        if (neighbours.Count == 0)
            return;
        var isSure = neighbours.All(pod => subject.IsInNamespace(pod.Namespace) == true);
        Judge(subject.PodSelector, "selects no pod of its namespace");
        foreach (var rule in subject.Ingress.Concat(subject.Egress))
        {
            if (!rule.IsKnown)
                continue;
            foreach (var peer in rule.Value.Peers)
            {
                if (peer.Is(static p => p.NamespaceSelector.IsUnset))
                    Judge(peer.Value!.PodSelector, "has a peer that selects no pod of its namespace");
            }
        }

        void Judge(Fact<LabelSelector> selector, string message)
        {
            if (!selector.IsKnown)
            {
                if (selector.IsUnknown)
                    context.Unknown(selector.Origin);
                return;
            }

            var matches = neighbours.Select(pod => selector.Value.Matches(pod.Labels)).ToList();
            if (matches.Contains(true))
                context.Pass();
            else if (matches.Contains(null) || !isSure || context.Deployment.IsPartial)
                context.Unknown(selector.Origin);
            else
                context.Fail(selector.Origin, message);
        }
    }
}
