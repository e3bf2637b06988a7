using ContainerSec.Threats.Graph;

namespace ContainerSec.Benchmarks;

/// <summary>
/// An attack graph as a cluster's, made from a fixed seed: for each workload its code, its root and its secrets, about 15 edges and 8 controls of its
/// own; hosts and network segments that some share, the cluster's identity above all. Some workloads are published, some are careless.
/// </summary>
internal sealed class AttackGraphInput
{
    public const int Outside = 0;

    private const int Cluster = 1;
    private const int WorkloadsOnHost = 25;
    private const int WorkloadsInSegment = 20;

    private readonly List<GraphEdge> _edges = [];
    private readonly List<double> _costs = [];
    private readonly List<int> _assets = [Cluster];
    private readonly Random _random = new(11);
    private int _nodes = Cluster + 1;

    public AttackGraphInput(int workloads)
    {
        var hosts = Enumerable.Range(0, (workloads / WorkloadsOnHost) + 1).Select(_ => Host()).ToArray();
        var segments = Enumerable.Range(0, (workloads / WorkloadsInSegment) + 1).Select(_ => (Node: _nodes++, Policy: Control(3), Gateway: Control(4))).ToArray();
        for (var i = 0; i < workloads; i++)
            Workload(hosts[i / WorkloadsOnHost], segments[_random.Next(segments.Length)]);
        Graph = new DirectedGraph(_nodes, _costs.Count, _edges);
    }

    public DirectedGraph Graph { get; }

    /// <summary>The cluster's identity, the hosts, and the secrets of every workload.</summary>
    public IReadOnlyList<int> Assets => _assets;

    public IReadOnlyList<double> Costs => _costs;

    private (int Node, int Sandbox, int Patch) Host()
    {
        var (host, kubelet) = (_nodes++, Control(2));
        _assets.Add(host);
        Edge(host, Cluster, 40, kubelet);
        Edge(Cluster, host, 0);
        return (host, Control(8), Control(3));
    }

    private void Workload((int Node, int Sandbox, int Patch) host, (int Node, int Policy, int Gateway) segment)
    {
        var (code, root, secrets) = (_nodes++, _nodes++, _nodes++);
        _assets.Add(secrets);
        int published = Control(5), patched = Control(2), ingress = Control(1), asUser = Control(1), noNewPrivileges = Control(1), confined = Control(2), token = Control(1), vault = Control(3);

        // Into the workload: from outside if it is published, from its segment, sometimes from another one's.
        if (OneIn(5))
            Edge(Outside, code, 30, published, patched, segment.Gateway);
        Edge(segment.Node, code, 20, ingress, patched, segment.Policy);
        Edge(segment.Node, code, 40, ingress, published);
        Edge(code, segment.Node, 10, segment.Policy);
        // Up in the workload.
        if (!OneIn(3))
            Edge(code, root, 10, asUser);
        Edge(code, root, 30, asUser, noNewPrivileges);
        Edge(code, root, 60, patched, host.Sandbox);
        Edge(root, code, 0);
        // Out of it.
        if (OneIn(4))
            Edge(root, host.Node, 5, confined);
        if (OneIn(6))
            Edge(code, host.Node, 10, confined, asUser);
        Edge(root, host.Node, 70, host.Sandbox, host.Patch);
        Edge(code, host.Node, 90, host.Sandbox, host.Patch, noNewPrivileges);
        if (OneIn(8))
            Edge(code, Cluster, 20, token);
        // To its secrets, from inside, from the host and with the cluster's identity.
        Edge(root, secrets, 5, vault);
        if (OneIn(2))
            Edge(code, secrets, 10, vault, asUser);
        Edge(host.Node, root, 0);
        Edge(host.Node, secrets, 5);
        Edge(Cluster, secrets, 0);
    }

    private int Control(double cost)
    {
        _costs.Add(cost);
        return _costs.Count - 1;
    }

    private bool OneIn(int n) => _random.Next(n) == 0;

    // What holds with a strength of so many percent costs as much as such defences do in a row.
    private void Edge(int from, int to, double strength, params int[] controls) =>
        _edges.Add(new GraphEdge(from, to, -Math.Log(1 - (strength / 100)), !OneIn(4), controls));
}
