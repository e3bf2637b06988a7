namespace ContainerSec.Threats.Graph;

/// <summary>How many separate ways lead from some sources to some targets: no two share an edge, so no one mended edge closes two of them.</summary>
/// <param name="Count">How many; no set of fewer edges than this separates the targets. Zero if a target is itself a source, see <paramref name="IsSource"/>.</param>
/// <param name="NarrowestEdges">As many edges, one of each way, whose removal separates the targets: the proof that there are not more, in ascending order.</param>
/// <param name="IsSource">A target is itself a source: nothing lies between.</param>
/// <remarks>Maximum flow with capacity one: L. R. Ford, D. R. Fulkerson (1956), with shortest augmenting paths as J. Edmonds, R. M. Karp (1972).</remarks>
internal sealed record DisjointRoutes(int Count, IReadOnlyList<int> NarrowestEdges, bool IsSource)
{
    /// <summary>Counts them.</summary>
    public static DisjointRoutes Between(GraphView view, IEnumerable<int> sources, IEnumerable<int> targets, CancellationToken cancellationToken = default)
    {
        int[] starts = [.. sources];
        var ends = targets.ToHashSet();
        if (ends.Overlaps(starts))
            return new DisjointRoutes(0, [], IsSource: true);

        var graph = view.Graph;
        var isUsed = new bool[graph.EdgeCount];
        for (var count = 0; ; count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (end, lastEdges) = Augment(view, starts, ends, isUsed);
            if (end < 0)
            {
                int[] cut = [.. Enumerable.Range(0, graph.EdgeCount).Where(edge => view.IsOpen(edge) && lastEdges.ContainsKey(graph.From(edge)) && !lastEdges.ContainsKey(graph.To(edge)))];
                return new DisjointRoutes(count, cut, IsSource: false);
            }

            // Goes back along the way found: an edge used by a way is given back where the new one went against it.
            for (int node = end, edge; (edge = lastEdges[node]) >= 0; node = graph.To(edge) == node ? graph.From(edge) : graph.To(edge))
                isUsed[edge] = !isUsed[edge];
        }
    }

    // Breadth-first over unused edges, and against used ones. The nodes seen with the edge that led there, -1 at a source.
    private static (int End, Dictionary<int, int> LastEdges) Augment(GraphView view, int[] starts, HashSet<int> ends, bool[] isUsed)
    {
        var graph = view.Graph;
        var lastEdges = new Dictionary<int, int>();
        var queue = new Queue<int>();
        foreach (var start in starts)
            See(start, -1);
        while (queue.TryDequeue(out var node))
        {
            if (ends.Contains(node))
                return (node, lastEdges);
            foreach (var edge in graph.Leaving(node))
            {
                if (view.IsOpen(edge) && !isUsed[edge])
                    See(graph.To(edge), edge);
            }

            foreach (var edge in graph.Entering(node))
            {
                if (isUsed[edge])
                    See(graph.From(edge), edge);
            }
        }

        return (-1, lastEdges);

        void See(int node, int edge)
        {
            if (lastEdges.TryAdd(node, edge))
                queue.Enqueue(node);
        }
    }
}
