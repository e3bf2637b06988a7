namespace ContainerSec.Threats;

/// <summary>What a network policy says about one direction, ready to be asked.</summary>
internal sealed class PolicyRules
{
    public PolicyRules(NetworkPolicy policy, Direction direction, PodSet selected, PodIndex pods)
    {
        Policy = policy;
        Selected = selected;
        var rules = direction == Direction.Ingress ? policy.Ingress : policy.Egress;
        Governs = (direction == Direction.Ingress ? policy.GovernsIngress : policy.GovernsEgress).ToTruth();
        Rules = [.. rules.Select(rule => new PolicyRule(rule, policy, pods))];
        MayHaveMore = rules.MayHaveMore;
    }

    public NetworkPolicy Policy { get; }

    /// <summary>The pods that the policy applies to.</summary>
    public PodSet Selected { get; }

    /// <summary>Whether the policy governs the direction at all.</summary>
    public Truth Governs { get; }

    public IReadOnlyList<PolicyRule> Rules { get; }

    public bool MayHaveMore { get; }

    /// <summary>Whether pods may be admitted that no rule names.</summary>
    public bool MayBeAnyPod => MayHaveMore || Rules.Any(static r => r.MayBeAnyPod);
}
