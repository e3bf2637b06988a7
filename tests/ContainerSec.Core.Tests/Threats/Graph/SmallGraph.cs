using System.Globalization;
using ContainerSec.Threats.Graph;
using CsCheck;

namespace ContainerSec.Tests.Threats.Graph;

/// <summary>A random graph so small that everything can be counted out: few nodes, many parallel edges, self-loops, cycles of cost zero, equal costs.</summary>
internal sealed record SmallGraph(int NodeCount, int ControlCount, GraphEdge[] Edges, int[] Sources, int[] Targets)
{
    public static Gen<SmallGraph> Any { get; } =
        from nodes in Gen.Int[1, 7]
        from controls in Gen.Int[1, 6]
        from edges in AnyEdge(nodes, controls).Array[0, 14]
        from sources in Gen.Int[0, nodes - 1].Array[0, 2]
        from targets in Gen.Int[0, nodes - 1].Array[0, 3]
        select new SmallGraph(nodes, controls, edges, sources, targets);

    public DirectedGraph Build() => new(NodeCount, ControlCount, Edges);

    /// <summary>Every path from a source to a target that visits no node twice and passes through no other source, in their order.</summary>
    public static List<GraphPath> AllPaths(GraphView view, IReadOnlyCollection<int> sources, int target)
    {
        var graph = view.Graph;
        var found = new List<GraphPath>();
        foreach (var source in sources.Distinct())
            Extend(source, source, [], [source]);
        found.Sort();
        return found;

        void Extend(int source, int node, List<int> edges, HashSet<int> visited)
        {
            if (node == target)
            {
                found.Add(new GraphPath(source, [.. edges], new PathLength(edges.Sum(graph.Cost), edges.Count)));
                return;
            }

            for (var edge = 0; edge < graph.EdgeCount; edge++)
            {
                var to = graph.To(edge);
                if (graph.From(edge) != node || !view.IsOpen(edge) || sources.Contains(to) || !visited.Add(to))
                    continue;
                edges.Add(edge);
                Extend(source, to, edges, visited);
                edges.RemoveAt(edges.Count - 1);
                visited.Remove(to);
            }
        }
    }

    private static Gen<GraphEdge> AnyEdge(int nodes, int controls) => Gen.Select(
        Gen.Int[0, nodes - 1],
        Gen.Int[0, nodes - 1],
        Gen.Int[0, 3].Select(static tenths => tenths / 10.0),
        Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))),
        Gen.Int[0, controls - 1].Array[0, 3],
        static (from, to, cost, isCertain, cutBy) => new GraphEdge(from, to, cost, isCertain, cutBy));

    // What CsCheck prints of a case that fails.
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {NodeCount} nodes, {ControlCount} controls, from [{string.Join(',', Sources)}] to [{string.Join(',', Targets)}]
        {string.Join('\n', Edges.Select(static (e, i) => string.Create(CultureInfo.InvariantCulture, $"{i}: {e.From}->{e.To} cost {e.Cost} {(e.IsCertain ? "certain" : "possible")} cut by [{string.Join(',', e.Controls)}]")))}
        """);
}
