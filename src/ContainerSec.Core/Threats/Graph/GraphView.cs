namespace ContainerSec.Threats.Graph;

/// <summary>A graph of which some edges are closed: the answer to "what if". The graph itself is shared, not copied.</summary>
internal readonly struct GraphView(DirectedGraph graph)
{
    // One bit an edge; null while nothing is closed.
    private readonly ulong[]? _closed;

    private GraphView(DirectedGraph graph, ulong[] closed)
        : this(graph) => _closed = closed;

    public DirectedGraph Graph => graph;

    /// <summary>Whether an edge can be used.</summary>
    public bool IsOpen(int edge) => _closed is null || (_closed[edge >> 6] & (1UL << (edge & 63))) == 0;

    /// <summary>The proven edges only.</summary>
    public GraphView CertainOnly()
    {
        var closed = CopyOfClosed();
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            if (!graph.IsCertain(edge))
                Close(closed, edge);
        }

        return new GraphView(graph, closed);
    }

    /// <summary>What is left once controls are applied as well.</summary>
    public GraphView Without(params IEnumerable<int> controls)
    {
        var closed = CopyOfClosed();
        foreach (var control in controls)
        {
            foreach (var edge in graph.EdgesOf(control))
                Close(closed, edge);
        }

        return new GraphView(graph, closed);
    }

    /// <summary>What is left without some edges.</summary>
    public GraphView WithoutEdges(params IEnumerable<int> edges)
    {
        var closed = CopyOfClosed();
        foreach (var edge in edges)
            Close(closed, edge);
        return new GraphView(graph, closed);
    }

    private static void Close(ulong[] closed, int edge) => closed[edge >> 6] |= 1UL << (edge & 63);

    private ulong[] CopyOfClosed() => _closed is null ? new ulong[(graph.EdgeCount + 63) >> 6] : (ulong[])_closed.Clone();
}
