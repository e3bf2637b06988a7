namespace ContainerSec.Threats.Graph;

/// <summary>What lies on every path from some sources to some targets: to hold one of these is to hold all paths.</summary>
/// <param name="Nodes">Nodes that every path visits, sources and targets aside, in the order in which they are met.</param>
/// <param name="Edges">Edges that every path uses, in the order in which they are met.</param>
/// <param name="Controls">Controls each of which alone cuts every path, in ascending order.</param>
/// <remarks>
/// The nodes are the dominators of the target (R. T. Prosser, 1959). For one target no tree of them is needed: they lie on any one path, and a place
/// of that path is on all of them exactly if no way around it leads from before to behind. Linear in the edges, besides one search for each control of the path.
/// </remarks>
internal sealed record ChokePoints(IReadOnlyList<int> Nodes, IReadOnlyList<int> Edges, IReadOnlyList<int> Controls)
{
    /// <summary>Finds them. Nothing is a choke point where there is no path, or where a target is itself a source.</summary>
    public static ChokePoints Between(GraphView view, IEnumerable<int> sources, IEnumerable<int> targets, CancellationToken cancellationToken = default)
    {
        int[] starts = [.. sources];
        int[] ends = [.. targets];
        var cheapest = CheapestPaths.From(view, starts, cancellationToken);
        var path = ends.Select(cheapest.To).Where(static p => p is not null).Min();
        if (path is null || path.Edges.Count == 0)
            return new ChokePoints([], [], []);

        var (nodes, edges) = new Walk(view, starts, ends, path).Run();
        var graph = view.Graph;
        int[] onPath = [.. path.Edges.SelectMany(edge => graph.ControlsOf(edge).ToArray()).Distinct().Order()];
        int[] controls = [.. onPath.Where(control =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return !Reachability.From(view.Without(control), starts).Intersect(ends).Any();
        })];
        return new ChokePoints(nodes, edges, controls);
    }

    // Walks along one path and looks, from each place on, how far ahead on the path ways beside it come back.
    private sealed class Walk
    {
        private const int Unseen = -1;
        private const int Beside = -2;

        private readonly GraphView _view;
        private readonly GraphPath _path;
        private readonly int[] _onPath;

        // The place of a node on the path, all sources at the first, all targets at the last; Beside once it was reached on a way beside it.
        private readonly int[] _places;

        public Walk(GraphView view, int[] sources, int[] targets, GraphPath path)
        {
            _view = view;
            _path = path;
            _onPath = [.. path.Nodes(view.Graph)];
            _places = new int[view.Graph.NodeCount];
            Array.Fill(_places, Unseen);
            for (var place = 0; place < _onPath.Length; place++)
                _places[_onPath[place]] = place;
            foreach (var source in sources)
                _places[source] = 0;
            foreach (var target in targets)
                _places[target] = path.Edges.Count;
            Sources = sources;
        }

        private int[] Sources { get; }

        public (List<int> Nodes, List<int> Edges) Run()
        {
            var nodes = new List<int>();
            var edges = new List<int>();
            var ahead = 0;
            for (var place = 0; place < _path.Edges.Count; place++)
            {
                if (place > 0 && ahead <= place)
                    nodes.Add(_onPath[place]);
                ahead = Math.Max(ahead, FurthestBeside(place));
                if (ahead <= place)
                    edges.Add(_path.Edges[place]);
            }

            return (nodes, edges);
        }

        // The furthest place that is reached from this one without the path's own edge, through nodes beside the path.
        private int FurthestBeside(int place)
        {
            var graph = _view.Graph;
            var furthest = place;
            var pending = new Stack<int>(place == 0 ? Sources : [_onPath[place]]);
            while (pending.TryPop(out var node))
            {
                foreach (var edge in graph.Leaving(node))
                {
                    var to = graph.To(edge);
                    if (!_view.IsOpen(edge) || edge == _path.Edges[place] || _places[to] == Beside)
                        continue;
                    furthest = Math.Max(furthest, _places[to]);
                    if (_places[to] != Unseen)
                        continue;
                    _places[to] = Beside;
                    pending.Push(to);
                }
            }

            return furthest;
        }
    }
}
