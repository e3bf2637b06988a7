namespace ContainerSec.Threats.Graph;

/// <summary>How many separate ways lead from some sources to some targets: no two share an edge, so no one mended edge closes two of them.</summary>
/// <param name="Count">How many. Zero if a target is itself a source, see <paramref name="IsSource"/>.</param>
/// <param name="NarrowestEdges">As many edges, one of each way, whose removal separates the targets: the proof that there are not more, in ascending order.</param>
/// <param name="IsSource">A target is itself a source: nothing lies between.</param>
/// <remarks>
/// Maximum flow with capacity one by blocking flows: E. A. Dinic (1970); that the narrowest cut equals it: L. R. Ford, D. R. Fulkerson (1956).
/// </remarks>
internal sealed record DisjointRoutes(int Count, IReadOnlyList<int> NarrowestEdges, bool IsSource)
{
    /// <summary>Counts them.</summary>
    public static DisjointRoutes Between(GraphView view, IEnumerable<int> sources, IEnumerable<int> targets, CancellationToken cancellationToken = default)
    {
        int[] starts = [.. sources.Distinct()];
        var ends = targets.ToHashSet();
        if (ends.Overlaps(starts))
            return new DisjointRoutes(0, [], IsSource: true);

        var flow = new Flow(view, starts, ends);
        var count = 0;
        while (flow.Level())
        {
            cancellationToken.ThrowIfCancellationRequested();
            count += flow.Block();
        }

        return new DisjointRoutes(count, flow.Boundary(), IsSource: false);
    }

    private sealed class Flow(GraphView view, int[] starts, HashSet<int> ends)
    {
        private const int Unseen = -1;

        private readonly DirectedGraph _graph = view.Graph;
        private readonly bool[] _isUsed = new bool[view.Graph.EdgeCount];
        private readonly int[] _levels = new int[view.Graph.NodeCount];
        private readonly int[] _next = new int[view.Graph.NodeCount];

        // Numbers the nodes by their steps from the sources. Whether a target is among them.
        public bool Level()
        {
            Array.Fill(_levels, Unseen);
            Array.Clear(_next);
            var queue = new Queue<int>();
            foreach (var start in starts)
            {
                _levels[start] = 0;
                queue.Enqueue(start);
            }

            var isReached = false;
            while (queue.TryDequeue(out var node))
            {
                isReached |= ends.Contains(node);
                for (var i = 0; TryArc(node, i, out var to, out _); i++)
                {
                    if (to == Unseen || _levels[to] != Unseen)
                        continue;
                    _levels[to] = _levels[node] + 1;
                    queue.Enqueue(to);
                }
            }

            return isReached;
        }

        // Sends ways along rising levels until none is left. How many.
        public int Block()
        {
            var count = 0;
            foreach (var start in starts)
            {
                while (Send(start))
                    count++;
            }

            return count;
        }

        // The edges that lead out of what is still reached: all used, none back.
        public List<int> Boundary()
        {
            var boundary = new List<int>();
            for (var edge = 0; edge < _graph.EdgeCount; edge++)
            {
                if (view.IsOpen(edge) && _levels[_graph.From(edge)] != Unseen && _levels[_graph.To(edge)] == Unseen)
                    boundary.Add(edge);
            }

            return boundary;
        }

        private bool Send(int start)
        {
            var way = new Stack<(int From, int Edge)>();
            for (var node = start; !ends.Contains(node);)
            {
                if (!TryArc(node, _next[node], out var to, out var edge))
                {
                    // A dead end: back, and on with the next arc of the node before.
                    if (!way.TryPop(out var last))
                        return false;
                    node = last.From;
                    _next[node]++;
                }
                else if (to != Unseen && _levels[to] == _levels[node] + 1)
                {
                    way.Push((node, edge));
                    node = to;
                }
                else
                {
                    _next[node]++;
                }
            }

            // An edge used by another way is given back where this one goes against it.
            foreach (var (_, edge) in way)
                _isUsed[edge] = !_isUsed[edge];
            return true;
        }

        // Arc number i of a node: over an unused edge, or against a used one; to nowhere if it is not free. False behind the last.
        private bool TryArc(int node, int i, out int to, out int edge)
        {
            var leaving = _graph.Leaving(node);
            var isForward = i < leaving.Length;
            if (!isForward && i - leaving.Length >= _graph.Entering(node).Length)
            {
                (to, edge) = (Unseen, Unseen);
                return false;
            }

            edge = isForward ? leaving[i] : _graph.Entering(node)[i - leaving.Length];
            to = (isForward ? view.IsOpen(edge) && !_isUsed[edge] : _isUsed[edge])
                ? isForward ? _graph.To(edge) : _graph.From(edge)
                : Unseen;
            return true;
        }
    }
}
