namespace ContainerSec.Threats.Graph;

/// <summary>An immutable directed multigraph: nodes, edges and controls are integers from zero; an edge's number is its place in the given list.</summary>
/// <remarks>
/// Compressed rows: the edges of node v are the part <c>[start[v], start[v + 1])</c> of one array, once by origin, once by destination.
/// Costs are whole millionths, so that sums are exact and two paths of the same edges cost the same in whatever order they are added.
/// </remarks>
internal sealed class DirectedGraph
{
    /// <summary>The greatest cost of an edge: a million edges of it still add up without overflow.</summary>
    public const double MaxCost = 1e6;

    private const double Millionth = 1e-6;

    private readonly int[] _from;
    private readonly int[] _to;
    private readonly long[] _costs;
    private readonly bool[] _isCertain;
    private readonly Rows _leaving;
    private readonly Rows _entering;
    private readonly Rows _controlsOfEdge;
    private readonly Rows _edgesOfControl;

    public DirectedGraph(int nodeCount, int controlCount, IReadOnlyList<GraphEdge> edges)
    {
        NodeCount = nodeCount;
        ControlCount = controlCount;
        EdgeCount = edges.Count;
        _from = new int[EdgeCount];
        _to = new int[EdgeCount];
        _costs = new long[EdgeCount];
        _isCertain = new bool[EdgeCount];
        var controlled = new List<(int Edge, int Control)>();
        for (var e = 0; e < EdgeCount; e++)
        {
            var edge = edges[e];
            _from[e] = InRange(edge.From, nodeCount, "node");
            _to[e] = InRange(edge.To, nodeCount, "node");
            _costs[e] = ToMillionths(edge.Cost);
            _isCertain[e] = edge.IsCertain;
            IEnumerable<int> own = edge.Controls.Count < 2 ? edge.Controls : edge.Controls.Distinct().Order();
            foreach (var control in own)
                controlled.Add((e, InRange(control, controlCount, "control")));
        }

        _leaving = Rows.Group(nodeCount, _from);
        _entering = Rows.Group(nodeCount, _to);
        _controlsOfEdge = Rows.Group(EdgeCount, [.. controlled.Select(static c => c.Edge)], [.. controlled.Select(static c => c.Control)]);
        _edgesOfControl = Rows.Group(controlCount, [.. controlled.Select(static c => c.Control)], [.. controlled.Select(static c => c.Edge)]);
    }

    public int NodeCount { get; }

    public int EdgeCount { get; }

    public int ControlCount { get; }

    /// <summary>All edges, nothing removed.</summary>
    public GraphView All => new(this);

    public int From(int edge) => _from[edge];

    public int To(int edge) => _to[edge];

    /// <summary>The cost in millionths.</summary>
    public long Cost(int edge) => _costs[edge];

    public bool IsCertain(int edge) => _isCertain[edge];

    /// <summary>The edges that leave a node, in ascending order.</summary>
    public ReadOnlySpan<int> Leaving(int node) => _leaving[node];

    /// <summary>The edges that enter a node, in ascending order.</summary>
    public ReadOnlySpan<int> Entering(int node) => _entering[node];

    /// <summary>The controls each of which cuts an edge, in ascending order.</summary>
    public ReadOnlySpan<int> ControlsOf(int edge) => _controlsOfEdge[edge];

    /// <summary>The edges that a control cuts, in ascending order.</summary>
    public ReadOnlySpan<int> EdgesOf(int control) => _edgesOfControl[control];

    /// <summary>What is left once controls are applied.</summary>
    public GraphView Without(params IEnumerable<int> controls) => All.Without(controls);

    public static long ToMillionths(double cost) => cost is >= 0 and <= MaxCost
        ? (long)Math.Round(cost / Millionth)
        : throw new ArgumentOutOfRangeException(nameof(cost), cost, "A cost is between 0 and a million.");

    public static double FromMillionths(long cost) => cost / 1e6;

    private static int InRange(int value, int count, string what) => value >= 0 && value < count
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"There is no such {what}: they are numbered from 0 to {count - 1}.");
}
