namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads network policies.</summary>
internal static class NetworkPolicyReader
{
    public static NetworkPolicy Read(ApiFields spec) => new()
    {
        // The policy's own selector is no pointer: one that is not written selects every pod of the namespace.
        PodSelector = SelectorReader.Read(spec, "podSelector").Or(Fact.Known(new LabelSelector(), spec.Origin)),
        PolicyTypes = spec.Texts("policyTypes"),
        Ingress = spec.List("ingress", static rule => Rule(rule, "from")),
        Egress = spec.List("egress", static rule => Rule(rule, "to")),
    };

    private static Fact<NetworkPolicyRule> Rule(ApiFields rule, string peers) => Fact.Known(new NetworkPolicyRule
    {
        Peers = rule.List(peers, static peer => Peer(peer)),
        Ports = rule.List("ports", static port => Port(port)),
    }, rule.KeyOrigin(peers) ?? rule.Head);

    private static Fact<NetworkPolicyPeer> Peer(ApiFields peer)
    {
        var block = peer.Object("ipBlock");
        var cidr = block.Text("cidr");
        return Fact.Known(new NetworkPolicyPeer
        {
            PodSelector = SelectorReader.Read(peer, "podSelector"),
            NamespaceSelector = SelectorReader.Read(peer, "namespaceSelector"),
            Cidr = cidr,
            Except = block.Texts("except"),
        }, cidr.Origin ?? peer.Head);
    }

    private static Fact<string> Port(ApiFields port)
    {
        var (first, last) = (port.IntegerOrText("port"), port.Integer("endPort"));
        if (port.Text("protocol") is { IsUnknown: true } unknown)
            return Fact.Unknown<string>(unknown.Origin);
        if (last.IsUnknown)
            return Fact.Unknown<string>(last.Origin);
        var protocol = port.Text("protocol").Value ?? "TCP";
        // Without a port every port of the protocol is meant.
        var text = first.IsUnset ? Fact.Known("0-65535", port.Head) : first;
        return last.IsKnown ? text.Select(p => $"{p}-{last.Value}/{protocol}") : text.Select(p => $"{p}/{protocol}");
    }
}
