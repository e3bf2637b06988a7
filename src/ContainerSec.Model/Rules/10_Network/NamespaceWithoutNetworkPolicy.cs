namespace ContainerSec.Rules;

/// <summary>CSEC1014: a namespace of the set has no network policy at all.</summary>
internal sealed class NamespaceWithoutNetworkPolicy : Rule, IJudge<Deployment>
{
    public override RuleInfo Info { get; } = new("CSEC1014", "Namespace without NetworkPolicy", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Kubernetes admits every connection until a policy says otherwise: pods of other teams and of intruders reach everything in the namespace.",
        Fix = "Begin with a policy that selects every pod and admits nothing (podSelector: {}, policyTypes: [Ingress, Egress]).",
        Mappings =
        [
            Mapping.CisKubernetes("5.3.2"), Mapping.Nist("4.3.3"), Mapping.OwaspDocker("D03"), Mapping.OwaspKubernetes("K07"), Mapping.Attack("T1046"),
        ],
        References = ["Kubernetes documentation, \"Network Policies\", default policies"],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: nothing\n  namespace: shop\nspec:\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n"),
        ],
    };

    public void Check(Deployment subject, RuleContext context)
    {
        // Those of network plug-ins count too.
        var policies = subject.Objects.Where(static o => o.Kind.EndsWith("NetworkPolicy", StringComparison.Ordinal)).ToList();
        var seen = new HashSet<string>();
        foreach (var space in subject.Objects.Where(static o => o.Kind == "Namespace"))
        {
            if (seen.Add(space.Name))
                Judge(Fact.Known(space.Name), space.Origin, space.Description);
        }

        foreach (var pod in subject.Pods)
        {
            if (!pod.Namespace.IsUnknown && seen.Add(pod.Namespace.Value ?? ""))
                Judge(pod.Namespace, pod.Namespace.Origin ?? pod.Origin, $"the namespace of {pod.Description}");
        }

        void Judge(Fact<string> name, Provenance? origin, string description)
        {
            var has = policies.Select(p => p.IsInNamespace(name)).ToList();
            if (has.Contains(true))
                context.Pass();
            else if (has.Contains(null) || subject.IsPartial)
                context.Unknown(origin, $"{description}: which namespace the network policies are for is known only when they are deployed");
            else
                context.Fail(origin, $"{description} has no network policy");
        }
    }
}
