namespace ContainerSec.Rules;

/// <summary>CSEC1031: nothing limits what the pod may connect to.</summary>
internal sealed class EgressNotLimited : Rule, IJudge<Deployment>
{
    public override RuleInfo Info { get; } = new("CSEC1031", "Egress not limited", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "An intruder loads tools, sends data away and takes orders over connections that the program itself never needs.",
        Fix = "Write a policy with policyTypes: [Egress] that admits what the pod needs.",
        Mappings = [Mapping.Nist("4.4.2"), Mapping.OwaspDocker("D03"), Mapping.OwaspKubernetes("K07")],
        References = ["Kubernetes documentation, \"Network Policies\""],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\n  labels: {app: api}\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\n  labels: {app: api}\nspec:\n  containers:\n    - name: api\n      image: contoso/api:1.4\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: nothing\nspec:\n  podSelector: {}\n  policyTypes: [Egress]\n"),
        ],
    };

    public void Check(Deployment subject, RuleContext context)
    {
        var policies = subject.Objects.OfType<NetworkPolicy>().ToList();
        var hasOthers = subject.Objects.Any(static o => o is not NetworkPolicy && o.Kind.EndsWith("NetworkPolicy", StringComparison.Ordinal));
        foreach (var pod in subject.Pods)
        {
            // Limited is who is selected by a policy that governs egress and by none that opens it again.
            var governs = policies.Select(p => Both(p.AppliesTo(pod), p.GovernsEgress)).ToList();
            var opens = policies.FirstOrDefault(p => p.AppliesTo(pod) == true && p.GovernsEgress == true && p.Egress.AnyKnown(AdmitsEverything));
            if (opens is not null)
                context.Fail(pod.Origin, $"{pod.Description} may connect to every address ({opens.Description})", opens.Origin);
            else if (governs.Contains(true))
                context.Pass();
            else if (governs.Contains(null) || hasOthers || subject.IsPartial)
                context.Unknown(pod.Origin, $"{pod.Description}: what limits its connections is known only when it is deployed");
            else
                context.Fail(pod.Origin, $"{pod.Description} may connect to every address: no policy limits egress");
        }
    }

    private static bool? Both(bool? left, bool? right) => left == false || right == false ? false : left is null || right is null ? null : true;

    private static bool AdmitsEverything(NetworkPolicyRule rule) =>
        rule.Ports is { Count: 0, HasUnknown: false }
        && (rule.Peers is { Count: 0, HasUnknown: false } || rule.Peers.AnyKnown(static p => p.Cidr.Is("0.0.0.0/0") && p.Except.Count == 0));
}
