namespace ContainerSec.Threats.Graph;

/// <summary>Defence in depth: how many barriers every path must break, and which edges make up each layer of them.</summary>
/// <param name="Layers">
/// From the sources to the targets: no edge is in two layers, and every path breaks at least one edge of each. No division into more layers exists,
/// because <paramref name="WeakestPath"/> breaks just one of each.
/// </param>
/// <param name="WeakestPath">A path that breaks the fewest barriers; null if no path leads to a target, which is not a depth of zero.</param>
/// <remarks>
/// J. T. Robacker, "Min-max theorems on shortest chains and disjunct cuts of a network" (1956): the greatest number of disjoint cuts is the length
/// of the shortest path. The i-th cut are the barriers that lead from distance i to beyond it.
/// </remarks>
internal sealed record DefenceLayers(IReadOnlyList<IReadOnlyList<int>> Layers, GraphPath? WeakestPath)
{
    /// <summary>Finds them, with the edges that cost something as barriers.</summary>
    public static DefenceLayers Between(GraphView view, IEnumerable<int> sources, IEnumerable<int> targets, CancellationToken cancellationToken = default)
    {
        var graph = view.Graph;
        var barriers = CheapestPaths.From(view, sources, edge => graph.Cost(edge) > 0 ? 1 : 0, cancellationToken);
        var weakest = targets.Select(barriers.To).Where(static p => p is not null).Min();
        if (weakest is null)
            return new DefenceLayers([], null);

        var layers = Enumerable.Range(0, (int)weakest.Length.Cost).Select(static _ => new List<int>()).ToList();
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            var from = barriers.LengthTo(graph.From(edge)).Cost;
            if (view.IsOpen(edge) && from < layers.Count && barriers.LengthTo(graph.To(edge)).Cost > from)
                layers[(int)from].Add(edge);
        }

        return new DefenceLayers(layers, weakest with { Length = new PathLength(weakest.Edges.Sum(graph.Cost), weakest.Edges.Count) });
    }
}
