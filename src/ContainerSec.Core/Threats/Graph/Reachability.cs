namespace ContainerSec.Threats.Graph;

/// <summary>What can be reached from some nodes (the blast radius of their fall), or from where they can be reached.</summary>
/// <remarks>Breadth-first search (E. F. Moore, "The shortest path through a maze", 1959), over the edges or against them.</remarks>
internal static class Reachability
{
    /// <summary>The nodes that fall when some fall: those first, then by steps, each once.</summary>
    public static List<int> From(GraphView view, IEnumerable<int> sources) => Search(view, sources, isForward: true);

    /// <summary>The nodes from which some can be reached: those first, then by steps, each once.</summary>
    public static List<int> To(GraphView view, IEnumerable<int> targets) => Search(view, targets, isForward: false);

    private static List<int> Search(GraphView view, IEnumerable<int> starts, bool isForward)
    {
        var graph = view.Graph;
        var isSeen = new bool[graph.NodeCount];
        var seen = new List<int>();
        foreach (var start in starts)
            See(start);
        for (var next = 0; next < seen.Count; next++)
        {
            foreach (var edge in isForward ? graph.Leaving(seen[next]) : graph.Entering(seen[next]))
            {
                if (view.IsOpen(edge))
                    See(isForward ? graph.To(edge) : graph.From(edge));
            }
        }

        return seen;

        void See(int node)
        {
            if (isSeen[node])
                return;
            isSeen[node] = true;
            seen.Add(node);
        }
    }
}
