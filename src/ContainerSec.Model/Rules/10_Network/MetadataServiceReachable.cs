using System.Globalization;

namespace ContainerSec.Rules;

/// <summary>CSEC1030: a network policy lets pods reach the cloud's metadata service.</summary>
internal sealed class MetadataServiceReachable : Rule, IJudge<NetworkPolicy>
{
    // The address that the clouds share, 169.254.169.254.
    private const uint Metadata = 0xA9FEA9FE;

    public override RuleInfo Info { get; } = new("CSEC1030", "Instance metadata service reachable", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "The metadata service hands the node's cloud credentials to whoever asks from the node: a request that an intruder makes the program send is enough.",
        Fix = "Leave 169.254.169.254/32 out of what egress admits (except), and give workloads identities of their own.",
        Mappings = [Mapping.Nist("4.4.2"), Mapping.OwaspDocker("D03"), Mapping.OwaspKubernetes("K07"), Mapping.Attack("T1552.005"), Mapping.Cwe(918)],
        References = ["RFC 3927", "Kubernetes documentation, \"Network Policies\""],
        Examples =
        [
            Example.Bad(Surface.Kubernetes, "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: api\nspec:\n  podSelector: {}\n  policyTypes: [Egress]\n  egress:\n    - to:\n        - ipBlock:\n            cidr: 0.0.0.0/0\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: api\nspec:\n  podSelector: {}\n  policyTypes: [Egress]\n  egress:\n    - to:\n        - ipBlock:\n            cidr: 0.0.0.0/0\n            except: [169.254.169.254/32]\n"),
        ],
    };

    public void Check(NetworkPolicy subject, RuleContext context)
    {
        foreach (var rule in subject.Egress)
        {
            if (!rule.IsKnown || rule.Value.Ports.HasUnknown || rule.Value.Peers.MayHaveMore)
                context.Unknown(rule.Origin);
            else if (rule.Value.Ports.Count > 0 && !rule.Value.Ports.AnyKnown(IsHttp))
                context.Pass();
            else if (rule.Value.Peers.Count == 0)
                context.Fail(rule.Origin, "lets pods reach every address, the cloud's metadata service among them");
            else
                Judge(rule.Value.Peers, context);
        }
    }

    private static void Judge(FactList<NetworkPolicyPeer> peers, RuleContext context)
    {
        foreach (var peer in peers)
        {
            if (peer.IsUnknown)
                context.Unknown(peer.Origin);
            else if (peer.Value!.Except.HasUnknown && !peer.Value.Except.AnyKnown(HoldsMetadata))
                context.Unknown(peer.Value.Except.Origin);
            else
                context.Judge(peer.Value.Cidr, cidr => HoldsMetadata(cidr) && !peer.Value.Except.AnyKnown(HoldsMetadata), static cidr => $"lets pods reach '{cidr}', the cloud's metadata service among it");
        }
    }

    // Ports are written as number, name or range, with the protocol behind a slash.
    private static bool IsHttp(string port)
    {
        var number = port.Split('/')[0];
        return number is "http" or "" || (PortRange.Parse(number) is { } range && range.Contains(80));
    }

    private static bool HoldsMetadata(string cidr)
    {
        var slash = cidr.IndexOf('/');
        if (slash < 0 || !int.TryParse(cidr.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > 32)
            return false;
        uint address = 0;
        var parts = cidr.Substring(0, slash).Split('.');
        foreach (var part in parts)
        {
            if (parts.Length != 4 || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return false;
            address = (address << 8) | value;
        }

        var mask = length == 0 ? 0 : uint.MaxValue << (32 - length);
        return (address & mask) == (Metadata & mask);
    }
}
