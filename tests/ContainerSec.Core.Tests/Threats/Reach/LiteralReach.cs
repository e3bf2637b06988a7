using ContainerSec.Threats;

namespace ContainerSec.Tests.Threats;

/// <summary>Network policies by the letter: in every world that the unknown facts allow, each policy is looked at for each pair of pods.</summary>
/// <remarks>A world says of each policy that may select a pod whether it does, and of each rule that may admit whether it does.</remarks>
internal static class LiteralReach
{
    public static Truth CanReach(Deployment deployment, Pod from, Workload to, int port, string protocol)
    {
        var egress = Worlds(deployment, from, policy => policy.Egress, policy => policy.PolicyTypes.Count == 0 ? policy.Egress.Count > 0 : policy.PolicyTypes.AnyKnown(static t => t == "Egress"), to.Pod!, to, port, protocol);
        var ingress = Worlds(deployment, to.Pod!, policy => policy.Ingress, policy => policy.PolicyTypes.Count == 0 || policy.PolicyTypes.AnyKnown(static t => t == "Ingress"), from, to, port, protocol);
        var answers = egress.SelectMany(e => ingress.Select(i => e && i)).Distinct().ToList();
        return answers.Count == 2 ? Truth.Maybe : answers[0] ? Truth.Yes : Truth.No;
    }

    private static HashSet<bool> Worlds(
        Deployment deployment, Pod pod, Func<NetworkPolicy, FactList<NetworkPolicyRule>> rules, Func<NetworkPolicy, bool> governs, Pod peer, Workload listener, int port, string protocol)
    {
        // Of each policy: may it select the pod, and may it admit the peer.
        var policies = new List<(Truth Selects, Truth Admits)>();
        foreach (var policy in deployment.Objects.OfType<NetworkPolicy>())
        {
            if (!governs(policy) || policy.Namespace.Value != pod.Namespace.Value)
                continue;
            var selects = Of(policy.PodSelector.Value!.Matches(pod.Labels));
            var admits = rules(policy).Select(rule => Min(Ports(rule.Value!, listener, port, protocol), Peers(deployment, policy, rule.Value!, peer))).DefaultIfEmpty(Truth.No).Max();
            policies.Add((selects, admits));
        }

        var answers = new HashSet<bool>();
        Go(0, false, false);
        return answers;

        void Go(int index, bool isSelected, bool isAdmitted)
        {
            if (index == policies.Count)
            {
                answers.Add(!isSelected || isAdmitted);
                return;
            }

            var (selects, admits) = policies[index];
            if (selects != Truth.Yes)
                Go(index + 1, isSelected, isAdmitted);
            if (selects == Truth.No)
                return;
            if (admits != Truth.Yes)
                Go(index + 1, true, isAdmitted);
            if (admits != Truth.No)
                Go(index + 1, true, true);
        }
    }

    private static Truth Peers(Deployment deployment, NetworkPolicy policy, NetworkPolicyRule rule, Pod pod) =>
        rule.Peers.Count == 0 ? Truth.Yes : rule.Peers.Select(peer => Peer(deployment, policy, peer.Value!, pod)).Max();

    private static Truth Peer(Deployment deployment, NetworkPolicy policy, NetworkPolicyPeer peer, Pod pod)
    {
        // A block may hold pods only if it holds private addresses; then it depends on the plug-in.
        if (peer.Cidr.IsKnown)
            return peer.Cidr.Value == "0.0.0.0/0" ? Truth.Maybe : Truth.No;
        var labels = peer.PodSelector.IsUnset ? Truth.Yes : Of(peer.PodSelector.Value!.Matches(pod.Labels));
        if (peer.NamespaceSelector.IsUnset)
            return policy.Namespace.Value == pod.Namespace.Value ? labels : Truth.No;
        var space = pod.Namespace.Value!;
        var declared = deployment.Objects.FirstOrDefault(o => o.Kind == "Namespace" && o.Name == space);
        var matches = Truth.Yes;
        foreach (var label in peer.NamespaceSelector.Value!.MatchLabels)
        {
            matches = Min(matches, label.Name == "kubernetes.io/metadata.name" ? Of(label.Value == space)
                : declared is null ? Truth.Maybe
                : Of(declared.Labels.AnyKnown(l => l == label)));
        }

        return Min(matches, labels);
    }

    private static Truth Ports(NetworkPolicyRule rule, Workload listener, int port, string protocol) => Of(rule.Ports.Count == 0 || rule.Ports.Any(fact =>
    {
        var (ports, over) = (fact.Value!.Split('/')[0], fact.Value.Split('/')[1]);
        return over.Equals(protocol, StringComparison.OrdinalIgnoreCase) && ports switch
        {
            "80" => port == 80,
            "80-90" => port is >= 80 and <= 90,
            "85" => port == 85,
            "0-65535" => true,
            "http" => listener.Network.ExposedPorts.AnyKnown(p => p.Name == "http" && p.Port == port),
            _ => throw new InvalidOperationException(ports),
        };
    }));

    private static Truth Of(bool? answer) => answer switch { true => Truth.Yes, false => Truth.No, _ => Truth.Maybe };

    private static Truth Min(Truth left, Truth right) => left < right ? left : right;
}
