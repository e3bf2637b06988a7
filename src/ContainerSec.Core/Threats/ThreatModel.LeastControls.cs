using ContainerSec.Threats.Graph;

namespace ContainerSec.Threats;

public sealed partial class ThreatModel
{
    /// <summary>The cheapest set of changes after which no attacker reaches the chosen assets, with a proof that none is cheaper, or a bound.</summary>
    /// <param name="options">What is protected and from whom; null for the defaults.</param>
    /// <param name="cancellationToken">Asked while searching.</param>
    public ControlPlan LeastControls(PlanOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= PlanOptions.Default;
        var assets = options.Assets.Count > 0 ? options.Assets : CommonAssets;
        var sources = options.Sources.Count > 0 ? options.Sources : Sources;
        var view = View(provenOnly: !options.IncludesPossible);
        var cut = LeastCut.Find(view, _graph.Find(sources), _graph.Find(assets), _graph.ControlCosts, new LeastCutOptions { MaxSearch = options.MaxSearch, MaxRounds = options.MaxRounds }, cancellationToken);
        return new ControlPlan
        {
            Assets = assets,
            // What cuts most comes first: whoever can do one thing only does that.
            Controls = [.. cut.Controls.OrderByDescending(c => _graph.Graph.EdgesOf(c).Length).ThenBy(c => _graph.Controls[c].Id, StringComparer.Ordinal).Select(c => _graph.Controls[c])],
            Cost = cut.Cost,
            LowerBound = cut.LowerBound,
            IsOptimal = cut.IsOptimal,
            IncludesPossible = options.IncludesPossible,
            Before = CheapestPaths(assets, !options.IncludesPossible, sources, cancellationToken),
            Uncut = [.. cut.Uncuttable.Where(static p => p.Edges.Count > 0).Select(_graph.PathOf)],
        };
    }
}
