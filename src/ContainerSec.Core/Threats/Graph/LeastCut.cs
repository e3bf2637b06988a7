namespace ContainerSec.Threats.Graph;

/// <summary>The cheapest controls after which no source reaches a target.</summary>
/// <remarks>
/// An implicit hitting set (R. M. Karp, E. Moreno-Centeno, "The implicit hitting set approach to solving combinatorial optimization problems", 2013):
/// paths become known as they are needed. The cheapest controls that hit all known paths cost no more than a least cut; once they leave no path
/// open, they are one. Until then the open paths become known, and hitting them as well gives a cut that may be too dear.
/// </remarks>
internal sealed record LeastCut
{
    private static readonly LeastCut s_nothing = new() { Controls = [], Cost = 0, LowerBound = 0, Uncuttable = [] };

    private Func<List<CutWitness>> _findWitnesses = static () => [];

    /// <summary>The controls, in ascending order. Once they are applied, of the targets only the uncuttable are reached.</summary>
    public required IReadOnlyList<int> Controls { get; init; }

    /// <summary>What they cost together.</summary>
    public required double Cost { get; init; }

    /// <summary>No other choice costs less than this.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Whether it is proven that no other choice costs less; otherwise the budget ended the search.</summary>
    public bool IsOptimal => LowerBound >= Cost;

    /// <summary>For each target that no control can save, in ascending order, a path of edges that none cuts. The cut is for the other targets.</summary>
    public required IReadOnlyList<GraphPath> Uncuttable { get; init; }

    /// <summary>How much of <see cref="LeastCutOptions.MaxSearch"/> was used: nothing if reductions and bounds were enough.</summary>
    public long Searched { get; init; }

    /// <summary>How many times the cheapest controls for the known paths were sought.</summary>
    public int Rounds { get; init; }

    /// <summary>Finds it.</summary>
    /// <param name="view">The graph.</param>
    /// <param name="sources">Where the attacker is.</param>
    /// <param name="targets">What must not be reached.</param>
    /// <param name="costs">The cost of each control, zero or more; infinite if it cannot be applied.</param>
    /// <param name="options">Budgets.</param>
    /// <param name="cancellationToken">Checked in every round and branching.</param>
    public static LeastCut Find(
        GraphView view,
        IEnumerable<int> sources,
        IEnumerable<int> targets,
        IReadOnlyList<double> costs,
        LeastCutOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        if (costs.Count != view.Graph.ControlCount)
            throw new ArgumentException($"There are {view.Graph.ControlCount} controls, but {costs.Count} costs.", nameof(costs));
        long[] prices = [.. costs.Select(static cost => double.IsPositiveInfinity(cost) ? long.MaxValue : DirectedGraph.ToMillionths(cost))];
        int[] starts = [.. sources];
        int[] ends = [.. targets.Distinct().Order()];

        var beyondControl = Within(view, prices, static _ => false);
        var free = CheapestPaths.From(beyondControl, starts, cancellationToken);
        var uncuttable = ends.Select(free.To).OfType<GraphPath>().ToList();
        int[] cuttable = [.. ends.Where(end => !free.Reaches(end))];
        if (starts.Length == 0 || cuttable.Length == 0)
            return s_nothing with { Uncuttable = uncuttable };

        int[] fallen = [.. Enumerable.Range(0, view.Graph.NodeCount).Where(free.Reaches)];
        var cutGraph = new CutGraph(view, fallen, Reachability.To(beyondControl, cuttable), prices);
        var search = new LeastCutSearch(cutGraph.Ways(), prices, options ?? LeastCutOptions.Default, cancellationToken);
        search.Run();
        return new LeastCut
        {
            Controls = search.Best,
            Cost = DirectedGraph.FromMillionths(search.BestCost),
            LowerBound = DirectedGraph.FromMillionths(search.Lower),
            Uncuttable = uncuttable,
            Searched = search.Searched,
            Rounds = search.Rounds,
            _findWitnesses = () => search.Packing().ConvertAll(due => new CutWitness(PathWithin(due.Controls), DirectedGraph.FromMillionths(due.Amount))),
        };

        // A way of the cut graph stands for paths whose other controls are dominated by one of its own.
        GraphPath PathWithin(ControlSet controls)
        {
            var paths = CheapestPaths.From(Within(view, prices, control => controls.Contains(cutGraph.StandIn(control))), starts);
            return cuttable.Select(paths.To).OfType<GraphPath>().Min()!;
        }
    }

    /// <summary>
    /// Paths with what is due on each, so that no control bears more than it costs over all paths that it cuts: whatever cuts them all costs at least the
    /// sum, which anyone can add up. It falls short of <see cref="LowerBound"/> where only the exhausted search proves the rest.
    /// </summary>
    /// <remarks>Found when asked for: each path is a search of its own.</remarks>
    public List<CutWitness> FindWitnesses() => _findWitnesses();

    // The edges that no control cuts but those that are let pass.
    private static GraphView Within(GraphView view, long[] prices, Predicate<int> isLetPass) => view.WithoutEdges(
        Enumerable.Range(0, view.Graph.EdgeCount).Where(edge => Array.Exists(view.Graph.ControlsOf(edge).ToArray(), control => prices[control] != long.MaxValue && !isLetPass(control))));
}
