namespace ContainerSec.Rules;

/// <summary>CSEC1015: a network policy for every pod admits everybody.</summary>
/// <remarks>A policy without rules denies: <c>podSelector: {}</c> alone is the recommended beginning and passes.</remarks>
internal sealed class NetworkPolicyAdmitsEverybody : Rule, IJudge<NetworkPolicy>
{
    public override RuleInfo Info { get; } = new("CSEC1015", "NetworkPolicy without pod or namespace selector", Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Policies add up: one that admits everybody to every pod undoes all others of the namespace, and looks like protection.",
        Fix = "Name the pods that it is for and the peers and ports that they need.",
        Mappings = [Mapping.Nist("4.3.3"), Mapping.OwaspDocker("D03"), Mapping.OwaspKubernetes("K07")],
        References = ["Kubernetes documentation, \"Network Policies\", allow all ingress traffic"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: all\nspec:\n  podSelector: {}\n  ingress:\n    - {}\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: nothing\nspec:\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n"),
        ],
    };

    public void Check(NetworkPolicy subject, RuleContext context)
    {
        if (subject.PodSelector.IsUnknown)
            context.Unknown(subject.PodSelector.Origin);
        else if (subject.PodSelector.Is(static s => !s.IsEmpty))
            context.Pass();
        else
            JudgeRules(subject, context);
    }

    private static void JudgeRules(NetworkPolicy policy, RuleContext context)
    {
        foreach (var (rules, direction) in new[] { (policy.Ingress, "from"), (policy.Egress, "to") })
            context.JudgeEach(rules, AdmitsEverybody, _ => $"admits traffic {direction} everybody for every pod");
        if (policy.Ingress.Count == 0 && policy.Egress.Count == 0)
            context.Pass();
    }

    private static bool AdmitsEverybody(NetworkPolicyRule rule) =>
        rule.Ports is { Count: 0, HasUnknown: false } && rule.Peers is { Count: 0, HasUnknown: false };
}
