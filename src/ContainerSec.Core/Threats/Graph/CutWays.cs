namespace ContainerSec.Threats.Graph;

/// <summary>The ways from the source to the target of a <see cref="CutGraph"/>, while controls come and go.</summary>
internal sealed class CutWays
{
    private const int None = -1;

    private readonly int _nodeCount;
    private readonly (int From, int To, ControlSet Set)[] _edges;
    private readonly Rows _leaving;

    public CutWays(int nodeCount, (int From, int To, ControlSet Set)[] edges)
    {
        _nodeCount = nodeCount;
        _edges = edges;
        _leaving = Rows.Group(nodeCount, Array.ConvertAll(edges, static edge => edge.From));
    }

    /// <summary>The edges straight from the source to the target: each must be cut.</summary>
    public IEnumerable<ControlSet> Direct => _edges.Where(static edge => edge is { From: CutGraph.Source, To: CutGraph.Target }).Select(static edge => edge.Set);

    /// <summary>Whether the applied controls leave a way.</summary>
    public bool IsOpen(bool[] isApplied)
    {
        var isSeen = new bool[_nodeCount];
        var pending = new Stack<int>([CutGraph.Source]);
        while (pending.TryPop(out var node))
        {
            foreach (var edge in _leaving[node])
            {
                var to = _edges[edge].To;
                if (isSeen[to] || _edges[edge].Set.IsHit(isApplied))
                    continue;
                if (to == CutGraph.Target)
                    return true;
                isSeen[to] = true;
                pending.Push(to);
            }
        }

        return false;
    }

    /// <summary>The controls of ways that the applied ones leave, for each last edge a way with few: what few controls can cut says most.</summary>
    public List<ControlSet> Open(bool[] isApplied)
    {
        var counts = new int[_nodeCount];
        var lastEdges = new int[_nodeCount];
        Array.Fill(counts, int.MaxValue);
        Array.Fill(lastEdges, None);
        counts[CutGraph.Source] = 0;
        var lastOfAll = new List<int>();
        var queue = new PriorityQueue<int, int>([(CutGraph.Source, 0)]);
        while (queue.TryDequeue(out var node, out var count))
        {
            if (count > counts[node])
                continue;
            foreach (var edge in _leaving[node])
            {
                var (_, to, set) = _edges[edge];
                if (set.IsHit(isApplied))
                    continue;
                if (to == CutGraph.Target)
                {
                    lastOfAll.Add(edge);
                }
                else if (count + set.Count < counts[to])
                {
                    counts[to] = count + set.Count;
                    lastEdges[to] = edge;
                    queue.Enqueue(to, counts[to]);
                }
            }
        }

        return lastOfAll.ConvertAll(edge => ControlsTo(edge, lastEdges));
    }

    private ControlSet ControlsTo(int lastEdge, int[] lastEdges)
    {
        var controls = new List<int>();
        for (var edge = lastEdge; edge != None; edge = lastEdges[_edges[edge].From])
            controls.AddRange(_edges[edge].Set.Controls);
        return ControlSet.Of(controls);
    }
}
