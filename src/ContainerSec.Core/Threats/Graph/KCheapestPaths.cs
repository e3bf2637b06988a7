using System.Runtime.InteropServices;

namespace ContainerSec.Threats.Graph;

/// <summary>The k cheapest paths without loops from some sources to a target. A path begins at a source and passes through no other source.</summary>
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
        var head = search.Run(ref work);
        if (head is null)
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

    private sealed record Candidate(GraphPath Path, int Branch) : IComparable<Candidate>
    {
        public int CompareTo(Candidate? other) => Path.CompareTo(other?.Path);
    }

    // A* from the branch back to the nearest source. A label is a way from its node to the branch.
    private sealed class Search(KCheapestPaths paths, int branch, HashSet<int> barredNodes, Predicate<int> isBarredFirst)
    {
        private const int None = -1;

        private readonly DirectedGraph _graph = paths._graph;
        private readonly Dictionary<int, Label> _labels = new() { [branch] = new Label(default, None) };
        private readonly HashSet<int> _done = [];

        // Ordered by the whole length; of equal ones what is nearer to the branch comes first, so that a label is final when its turn comes.
        private readonly PriorityQueue<int, (PathLength Whole, int Steps)> _queue = new([(branch, (default, 0))]);

        private readonly record struct Label(PathLength Length, int Edge);

        // The edges from a source to the branch, the source's first; null if there is no way or the work is used up.
        public List<int>? Run(ref long work)
        {
            List<int>? best = null;
            var bestLength = PathLength.Unreachable;
            while (work > 0 && _queue.TryDequeue(out var node, out var key) && key.Whole <= bestLength)
            {
                if (!_done.Add(node))
                    continue;
                if (paths._sources.Contains(node))
                {
                    var way = WayFrom(node);
                    if (best is null || CompareFromTheBranch(way, best) < 0)
                        (best, bestLength) = (way, key.Whole);
                    continue;
                }

                foreach (var edge in _graph.Entering(node))
                {
                    work--;
                    if (paths._view.IsOpen(edge) && !(node == branch && isBarredFirst(edge)))
                        Relax(edge, _labels[node].Length.Then(_graph.Cost(edge)));
                }
            }

            return work > 0 ? best : null;
        }

        private void Relax(int edge, PathLength length)
        {
            var node = _graph.From(edge);
            if (!paths._cheapest.Reaches(node) || barredNodes.Contains(node) || _done.Contains(node))
                return;
            ref var label = ref CollectionsMarshal.GetValueRefOrAddDefault(_labels, node, out var exists);
            if (!exists || length < label.Length)
            {
                label = new Label(length, edge);
                _queue.Enqueue(node, (length + paths._cheapest.LengthTo(node), length.Steps));
            }
            else if (length == label.Length && IsBefore(edge, label.Edge))
            {
                label = new Label(length, edge);
            }
        }

        // Two ways of equal length: the one that has the lower edge where they first differ, seen from the branch.
        private bool IsBefore(int a, int b)
        {
            var isBefore = a < b;
            while (_graph.To(a) != _graph.To(b))
            {
                (a, b) = (_labels[_graph.To(a)].Edge, _labels[_graph.To(b)].Edge);
                isBefore = a < b;
            }

            return isBefore;
        }

        private List<int> WayFrom(int node)
        {
            var way = new List<int>();
            for (; node != branch; node = _graph.To(way[^1]))
                way.Add(_labels[node].Edge);
            return way;
        }

        private static int CompareFromTheBranch(List<int> a, List<int> b)
        {
            var order = 0;
            for (var i = a.Count - 1; order == 0 && i >= 0; i--)
                order = a[i].CompareTo(b[i]);
            return order;
        }
    }
}
