namespace ContainerSec.Threats;

/// <summary>A rule of a network policy, ready to be asked.</summary>
internal sealed class PolicyRule
{
    public PolicyRule(Fact<NetworkPolicyRule> rule, NetworkPolicy policy, PodIndex pods)
    {
        Origin = rule.Origin ?? policy.Origin;
        IsKnown = rule.IsKnown;
        var known = rule.Value ?? new NetworkPolicyRule();
        Ports = new PolicyPorts(known.Ports);
        Peers = [.. known.Peers.Select(peer => new PolicyPeer(peer, policy, pods))];
        AdmitsAnybody = known.Peers is { Count: 0, HasUnknown: false };
        PeersMayHaveMore = known.Peers.MayHaveMore;
    }

    public Provenance? Origin { get; }

    /// <summary>Whether the rule can be read; another one may admit anything.</summary>
    public bool IsKnown { get; }

    public PolicyPorts Ports { get; }

    public IReadOnlyList<PolicyPeer> Peers { get; }

    /// <summary>Whether no peers are written, which admits everybody.</summary>
    public bool AdmitsAnybody { get; }

    public bool PeersMayHaveMore { get; }

    /// <summary>Whether pods may be admitted that no peer names.</summary>
    public bool MayBeAnyPod => AdmitsAnybody || PeersMayHaveMore || !IsKnown || Peers.Any(static p => p.MayBeAnyPod || p.Pods!.IsEveryone);

    /// <summary>Whether a peer is admitted, on the ports of the rule.</summary>
    public Truth Admits(Func<PolicyPeer, Truth> isAdmitted)
    {
        var truth = AdmitsAnybody ? Truth.Yes : PeersMayHaveMore ? Truth.Maybe : Truth.No;
        foreach (var peer in Peers)
        {
            if (truth == Truth.Yes)
                break;
            truth = truth.Or(isAdmitted(peer));
        }

        return IsKnown ? truth : Truth.Maybe;
    }
}
