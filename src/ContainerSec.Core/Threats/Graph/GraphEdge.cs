namespace ContainerSec.Threats.Graph;

/// <summary>One edge as it is put into a <see cref="DirectedGraph"/>.</summary>
/// <param name="From">The node that it leaves.</param>
/// <param name="To">The node that it enters.</param>
/// <param name="Cost">Zero or more, at most <see cref="DirectedGraph.MaxCost"/>; kept to a millionth.</param>
/// <param name="IsCertain">Whether it is proven; otherwise it is only possible.</param>
/// <param name="Controls">The controls each of which cuts it; without any it cannot be cut.</param>
internal readonly record struct GraphEdge(int From, int To, double Cost = 0, bool IsCertain = true, params IReadOnlyList<int> Controls);
