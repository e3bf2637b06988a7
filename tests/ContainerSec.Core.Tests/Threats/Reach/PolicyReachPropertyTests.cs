using System.Globalization;
using System.Text;
using ContainerSec.Threats;
using CsCheck;

namespace ContainerSec.Tests.Threats;

/// <summary>Small random clusters: the engine against the words of the documentation, written down without any cleverness.</summary>
[TestClass]
public class PolicyReachPropertyTests
{
    private static readonly string[] Spaces = ["a", "b"];
    private static readonly string[] Values = ["u", "v"];

    private static readonly Gen<string?> Selector = Gen.Frequency<string?>(
        (2, Gen.Const((string?)"{}")),
        (4, Gen.Select(OneOf("k", "l"), OneOf(Values), static (k, v) => (string?)$"{{matchLabels: {{{k}: {v}}}}}")),
        (1, Gen.Select(OneOf("k", "l"), OneOf("In", "NotIn"), OneOf(Values), static (k, o, v) => (string?)$"{{matchExpressions: [{{key: {k}, operator: {o}, values: [{v}]}}]}}")),
        (1, Gen.Select(OneOf("k", "l"), OneOf("Exists", "DoesNotExist"), static (k, o) => (string?)$"{{matchExpressions: [{{key: {k}, operator: {o}}}]}}")),
        // A label that a template puts in.
        (1, Gen.Const((string?)"{matchLabels: {k: '${K}'}}")));

    private static readonly Gen<string> SpaceSelector = OneOf("{}", "{matchLabels: {kubernetes.io/metadata.name: a}}", "{matchLabels: {kubernetes.io/metadata.name: b}}", "{matchLabels: {k: u}}", "{matchLabels: {m: z}}");

    private static readonly Gen<string> Peer = Gen.Frequency(
        (4, Selector.Select(static s => $"{{podSelector: {s}}}")),
        (2, SpaceSelector.Select(static s => $"{{namespaceSelector: {s}}}")),
        (2, Gen.Select(SpaceSelector, Selector, static (n, s) => $"{{namespaceSelector: {n}, podSelector: {s}}}")),
        (1, OneOf("{ipBlock: {cidr: 0.0.0.0/0}}", "{ipBlock: {cidr: 203.0.113.0/24}}")));

    private static readonly Gen<string> Port = OneOf("{port: 80}", "{port: 80, endPort: 90}", "{port: 85, protocol: UDP}", "{port: http}", "{protocol: UDP}");

    private static readonly Gen<string> Rule = Gen.Select(Peer.Array[0, 2], Port.Array[0, 2], static (peers, ports) =>
        $"{{PEERS{(peers.Length == 0 ? "" : $": [{string.Join(", ", peers)}]")}{(ports.Length == 0 ? "" : $", ports: [{string.Join(", ", ports)}]")}}}");

    private static readonly Gen<string> PolicySpec = Gen.Select(Selector, Rule.Array[0, 2], Rule.Array[0, 2], OneOf("", "policyTypes: [Ingress], ", "policyTypes: [Egress], ", "policyTypes: [Ingress, Egress], "), static (selector, ingress, egress, types) =>
        $"{{podSelector: {selector}, {types}ingress: [{string.Join(", ", ingress.Select(static r => Peers(r, "from")))}], egress: [{string.Join(", ", egress.Select(static r => Peers(r, "to")))}]}}");

    private static readonly Gen<string> PodText = Gen.Select(OneOf(Spaces), OneOf("", "k: u", "k: v", "l: u", "k: u, l: v", "k: '${LABEL}'"), OneOf("", "80", "81"), static (space, labels, http) =>
        $"metadata: {{name: NAME, namespace: {space}, labels: {{{labels}}}}}\nspec: {{containers: [{{name: c, image: i{(http.Length == 0 ? "" : $", ports: [{{containerPort: {http}, name: http}}]")}}}]}}\n");

    private static readonly Gen<string> Cluster = Gen.Select(PodText.Array[2, 6], Gen.Select(OneOf(Spaces), PolicySpec).Array[0, 4], Gen.Bool, static (pods, policies, hasNamespace) =>
    {
        var text = new StringBuilder(hasNamespace ? "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: {k: u}}\n" : "");
        for (var i = 0; i < pods.Length; i++)
            text.Append("---\napiVersion: v1\nkind: Pod\n").Append(pods[i].Replace("NAME", string.Create(CultureInfo.InvariantCulture, $"p{i}"), StringComparison.Ordinal));
        for (var i = 0; i < policies.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: n{i}, namespace: {policies[i].Item1}}}\nspec: {policies[i].Item2}\n");
        return text.ToString();
    });

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Peers(string rule, string word) => rule.Replace("{PEERS, ", "{", StringComparison.Ordinal).Replace("{PEERS}", "{}", StringComparison.Ordinal).Replace("PEERS", word, StringComparison.Ordinal);

    [TestMethod]
    public void CanReach_IsWhatTheDocumentationSays() => Cluster.Sample(
        static text =>
        {
            var deployment = Reach.Kubernetes(text);
            var reach = NetworkReach.Of(deployment);
            foreach (var from in deployment.Workloads)
            {
                foreach (var to in deployment.Workloads.Where(w => !ReferenceEquals(w, from)))
                {
                    foreach (var (port, protocol) in new[] { (80, "tcp"), (81, "tcp"), (90, "tcp"), (85, "udp"), (9, "sctp") })
                    {
                        var ruling = reach.CanReach(NetworkEndpoint.Of(from), NetworkEndpoint.Of(to), port, protocol);
                        var expected = LiteralReach.CanReach(deployment, from.Pod!, to, port, protocol);
                        if (ruling.Truth != expected)
                            throw new AssertFailedException($"{from.Pod!.Name} -> {to.Pod!.Name} {port}/{protocol}: {ruling}, expected {expected}\n{text}");
                    }
                }
            }
        },
        iter: 3_000);

    [TestMethod]
    public void Segments_AgreeWithPairs() => Cluster.Sample(
        static text =>
        {
            var deployment = Reach.Kubernetes(text);
            var reach = NetworkReach.Of(deployment);
            EngineReachTests.SegmentsAgree(deployment, reach);
            // Any port is open when one of them is.
            foreach (var edge in reach.SegmentEdges)
            {
                var (from, to) = (NetworkEndpoint.Of(edge.From.Workloads[0]), NetworkEndpoint.Of(edge.To.Workloads[^1]));
                foreach (var span in edge.Ports)
                    Assert.AreNotEqual(Truth.No, edge.From == edge.To && edge.From.Workloads.Count == 1 ? Truth.Yes : reach.CanReach(from, to, Math.Max(span.First, 1), span.Protocol).Truth, $"{edge} {span}\n{text}");
            }
        },
        iter: 3_000);
}
