namespace ContainerSec.Threats.Graph;

/// <summary>A way from a source to a target that visits no node twice.</summary>
/// <param name="Start">The source.</param>
/// <param name="Edges">The edges in the order in which they are gone; none when the target is itself a source.</param>
/// <param name="Length">The sum of the costs, and the number of edges.</param>
internal sealed record GraphPath(int Start, IReadOnlyList<int> Edges, PathLength Length) : IComparable<GraphPath>
{
    public double Cost => DirectedGraph.FromMillionths(Length.Cost);

    /// <summary>The cheaper first, then that of fewer steps, then that whose edges, read back from the target, have the lower numbers: one total order.</summary>
    public int CompareTo(GraphPath? other)
    {
        if (other is null)
            return 1;
        var order = Length.CompareTo(other.Length);
        for (var i = Edges.Count - 1; order == 0 && i >= 0; i--)
            order = Edges[i].CompareTo(other.Edges[i]);
        return order != 0 ? order : Start.CompareTo(other.Start);
    }

    /// <summary>The nodes that it visits, the source first, the target last.</summary>
    public IEnumerable<int> Nodes(DirectedGraph graph) => Edges.Select(graph.To).Prepend(Start);
}
