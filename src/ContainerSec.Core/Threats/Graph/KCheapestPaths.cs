namespace ContainerSec.Threats.Graph;

/// <summary>The k cheapest paths without loops from some sources to a target. A path begins at a source and passes through no other source. Not for several threads at once.</summary>
/// <remarks>
/// J. Y. Yen, "Finding the k shortest loopless paths in a network" (1971), with the improvement of E. L. Lawler (1972): a path that left its parent at
/// the i-th node branches only from there on. It works backwards from the target: the one pass of <see cref="CheapestPaths"/> then gives for every node
/// of every target how far the sources still are, and each branch is found by A* (P. E. Hart, N. J. Nilsson, B. Raphael, 1968) close to its path.
/// </remarks>
internal sealed class KCheapestPaths
{
    private readonly GraphView _view;
    private readonly DirectedGraph _graph;
    private readonly HashSet<int> _sources;
    private readonly CheapestPaths _cheapest;
    private readonly Dictionary<int, int[]> _entering = [];

    public KCheapestPaths(GraphView view, IEnumerable<int> sources, CancellationToken cancellationToken = default)
    {
        _view = view;
        _graph = view.Graph;
        _sources = [.. sources];
        _cheapest = CheapestPaths.From(view, _sources, cancellationToken);
    }

    /// <summary>The single cheapest paths, to every node.</summary>
    public CheapestPaths Cheapest => _cheapest;

    /// <summary>Finds the paths to a target.</summary>
    public PathList To(int target, int count, PathOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= PathOptions.Default;
        var found = new List<GraphPath>();
        if (count < 1 || _cheapest.To(target) is not { } first)
            return new PathList(found, IsComplete: true);

        var work = options.MaxWork;
        var candidates = new SortedSet<Candidate> { new(first, Branch: 0) };
        while (candidates.Min is { } best)
        {
            candidates.Remove(best);
            found.Add(best.Path);
            if (found.Count == count)
                return new PathList(found, IsComplete: true);
            for (var kept = best.Branch; kept < best.Path.Edges.Count; kept++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Detour(target, best.Path, kept, found, options.TellsParallelEdgesApart, ref work) is { } detour)
                    candidates.Add(new Candidate(detour, kept));
                // An unfinished search may have missed a path cheaper than those that wait: none may follow.
                if (work <= 0)
                    return new PathList(found, IsComplete: false);
            }
        }

        return new PathList(found, IsComplete: true);
    }

    // The best path that ends with the last `kept` edges of `path` but comes there otherwise than every path found so far.
    private GraphPath? Detour(int target, GraphPath path, int kept, List<GraphPath> found, bool tellsParallelEdgesApart, ref long work)
    {
        var tail = path.Edges.Skip(path.Edges.Count - kept).ToArray();
        var branch = kept == 0 ? target : _graph.From(tail[0]);
        var barredNodes = tail.Select(_graph.To).ToHashSet();
        var barredEdges = new HashSet<int>();
        var barredSteps = new HashSet<int>();
        foreach (var other in found)
        {
            if (other.Edges.Count <= kept || !SameEnd(other, tail, tellsParallelEdgesApart))
                continue;
            var edge = other.Edges[^(kept + 1)];
            barredEdges.Add(edge);
            if (!tellsParallelEdgesApart)
                barredSteps.Add(_graph.From(edge));
        }

        var search = new Search(this, branch, barredNodes, edge => barredEdges.Contains(edge) || barredSteps.Contains(_graph.From(edge)));
        if (search.Run(ref work) is not { } head)
            return null;
        int[] edges = [.. head, .. tail];
        return new GraphPath(_graph.From(edges[0]), edges, new PathLength(edges.Sum(_graph.Cost), edges.Length));
    }

    private bool SameEnd(GraphPath path, int[] tail, bool tellsParallelEdgesApart)
    {
        for (var i = 1; i <= tail.Length; i++)
        {
            if (tellsParallelEdgesApart ? path.Edges[^i] != tail[^i] : _graph.From(path.Edges[^i]) != _graph.From(tail[^i]))
                return false;
        }

        return true;
    }

    // The edges by which paths come into a node, those first that the cheapest of them use.
    private int[] EnteringByLength(int node)
    {
        if (!_entering.TryGetValue(node, out var edges))
        {
            edges = [.. _graph.Entering(node).ToArray().Where(edge => _view.IsOpen(edge) && _cheapest.Reaches(_graph.From(edge))).OrderBy(LengthThrough).ThenBy(static edge => edge)];
            _entering.Add(node, edges);
        }

        return edges;
    }

    // From the sources through an edge.
    private PathLength LengthThrough(int edge) => _cheapest.LengthTo(_graph.From(edge)).Then(_graph.Cost(edge));

    private sealed record Candidate(GraphPath Path, int Branch) : IComparable<Candidate>
    {
        public int CompareTo(Candidate? other) => Path.CompareTo(other?.Path);
    }

    // A way from the branch back to a node: the branch itself, or one more edge behind a way. Whole is its length with the rest to the sources at its cheapest;
    // its edge is number Index of those that enter the node of the way before.
    private sealed record Way(Way? Before, int Node, int Edge, int Index, PathLength Length, PathLength Whole);

    // A* from the branch back to the nearest source. Ways wait in their total order, each with its next sibling only after it: a busy node costs no more than a quiet one.
    private sealed class Search(KCheapestPaths paths, int branch, HashSet<int> barredNodes, Predicate<int> isBarredFirst) : IComparer<Way>
    {
        private readonly HashSet<int> _done = [];

        // The edges from a source to the branch, the source's first; null if there is no way or the work is used up.
        public List<int>? Run(ref long work)
        {
            var queue = new PriorityQueue<Way, Way>(this);
            var start = new Way(null, branch, default, default, default, default);
            queue.Enqueue(start, start);
            while (queue.TryDequeue(out var way, out _))
            {
                if (way.Before is not null)
                    EnqueueChild(queue, way.Before, way.Index + 1, ref work);
                if (work <= 0)
                    return null;
                if (!_done.Add(way.Node))
                    continue;
                if (paths._sources.Contains(way.Node))
                    return EdgesOf(way);
                EnqueueChild(queue, way, 0, ref work);
            }

            return null;
        }

        // By length, then by the edges as seen from the branch.
        public int Compare(Way? a, Way? b)
        {
            var order = a!.Whole.CompareTo(b!.Whole);
            return order != 0 ? order : CompareEdges(a, b);
        }

        // Adds the first child from an index on that leads on.
        private void EnqueueChild(PriorityQueue<Way, Way> queue, Way way, int index, ref long work)
        {
            var edges = paths.EnteringByLength(way.Node);
            for (; index < edges.Length; index++)
            {
                work--;
                var edge = edges[index];
                var node = paths._graph.From(edge);
                if (barredNodes.Contains(node) || _done.Contains(node) || (way.Before is null && isBarredFirst(edge)))
                    continue;
                var child = new Way(way, node, edge, index, way.Length.Then(paths._graph.Cost(edge)), way.Length + paths.LengthThrough(edge));
                queue.Enqueue(child, child);
                return;
            }
        }

        private static int CompareEdges(Way a, Way b)
        {
            var (first, second) = (EdgesOf(a), EdgesOf(b));
            for (var i = 1; i <= Math.Min(first.Count, second.Count); i++)
            {
                if (first[^i] != second[^i])
                    return first[^i].CompareTo(second[^i]);
            }

            return first.Count.CompareTo(second.Count);
        }

        private static List<int> EdgesOf(Way way)
        {
            var edges = new List<int>();
            for (; way.Before is not null; way = way.Before)
                edges.Add(way.Edge);
            return edges;
        }
    }
}
