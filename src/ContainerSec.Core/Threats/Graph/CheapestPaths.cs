namespace ContainerSec.Threats.Graph;

/// <summary>The cheapest path from the nearest of some sources to every node, found in one pass.</summary>
/// <remarks>
/// E. W. Dijkstra, "A note on two problems in connexion with graphs" (1959), with several sources at distance zero. Of paths that cost the same
/// the one with fewer steps wins, then the one whose edges, read back from the target, have the lower numbers: <see cref="GraphPath.CompareTo"/>.
/// </remarks>
internal sealed class CheapestPaths
{
    private const int None = -1;

    private readonly DirectedGraph _graph;
    private readonly Func<int, long> _costOf;
    private readonly PathLength[] _lengths;
    private readonly int[] _lastEdges;

    private CheapestPaths(DirectedGraph graph, Func<int, long> costOf)
    {
        _graph = graph;
        _costOf = costOf;
        _lengths = new PathLength[graph.NodeCount];
        _lastEdges = new int[graph.NodeCount];
        Array.Fill(_lengths, PathLength.Unreachable);
        Array.Fill(_lastEdges, None);
    }

    /// <summary>Finds them.</summary>
    public static CheapestPaths From(GraphView view, IEnumerable<int> sources, CancellationToken cancellationToken = default) =>
        From(view, sources, view.Graph.Cost, cancellationToken);

    /// <summary>Finds them by other costs than the graph's own, zero or more.</summary>
    public static CheapestPaths From(GraphView view, IEnumerable<int> sources, Func<int, long> costOf, CancellationToken cancellationToken = default)
    {
        var paths = new CheapestPaths(view.Graph, costOf);
        paths.Search(view, sources, cancellationToken);
        return paths;
    }

    public bool Reaches(int node) => _lastEdges[node] != None || _lengths[node] == default;

    /// <summary>How far a node is from the nearest source; <see cref="PathLength.Unreachable"/> if no path leads there.</summary>
    public PathLength LengthTo(int node) => _lengths[node];

    /// <summary>The cheapest path to a node; null if there is none.</summary>
    public GraphPath? To(int node)
    {
        if (!Reaches(node))
            return null;
        var length = _lengths[node];
        var edges = new int[length.Steps];
        for (var i = edges.Length - 1; i >= 0; i--)
        {
            edges[i] = _lastEdges[node];
            node = _graph.From(edges[i]);
        }

        return new GraphPath(node, edges, length);
    }

    private void Search(GraphView view, IEnumerable<int> sources, CancellationToken cancellationToken)
    {
        var queue = new PriorityQueue<int, PathLength>();
        foreach (var source in sources)
        {
            _lengths[source] = default;
            queue.Enqueue(source, default);
        }

        while (queue.TryDequeue(out var node, out var length))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A shorter way was found after this one was queued.
            if (length > _lengths[node])
                continue;
            foreach (var edge in _graph.Leaving(node))
            {
                if (view.IsOpen(edge))
                    Relax(edge, length.Then(_costOf(edge)), queue);
            }
        }
    }

    private void Relax(int edge, PathLength length, PriorityQueue<int, PathLength> queue)
    {
        var to = _graph.To(edge);
        if (length < _lengths[to])
        {
            _lengths[to] = length;
            _lastEdges[to] = edge;
            queue.Enqueue(to, length);
        }
        else if (length == _lengths[to] && edge < _lastEdges[to])
        {
            _lastEdges[to] = edge;
        }
    }
}
