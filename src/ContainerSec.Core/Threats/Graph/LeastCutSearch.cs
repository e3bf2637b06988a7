namespace ContainerSec.Threats.Graph;

/// <summary>The rounds of <see cref="LeastCut"/>.</summary>
internal sealed class LeastCutSearch(CutGraph graph, long[] costs, LeastCutOptions options, CancellationToken cancellationToken)
{
    // The controls of each path that is known.
    private readonly List<ControlSet> _known = [.. graph.Direct];
    private readonly bool[] _isApplied = new bool[costs.Length];
    private long _branchingsLeft = options.MaxBranchings;

    /// <summary>The cheapest cut found.</summary>
    public IReadOnlyList<int> Best { get; private set; } = [];

    public long BestCost { get; private set; } = long.MaxValue;

    /// <summary>No cut costs less.</summary>
    public long Lower { get; private set; }

    public long Branchings => options.MaxBranchings - _branchingsLeft;

    public int Rounds { get; private set; }

    public void Run()
    {
        for (var isOpen = true; isOpen && Lower < BestCost && Rounds < options.MaxRounds; Rounds++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var hits = HittingSet.Find(_known, costs, ref _branchingsLeft, cancellationToken);
            Lower = Math.Max(Lower, hits.Lower);
            Array.Clear(_isApplied);
            foreach (var control in hits.Chosen)
                _isApplied[control] = true;
            isOpen = CloseTheRest();
            if (isOpen)
                TakeOutNeedless();
            Remember();
        }
    }

    /// <summary>Prices of known paths at which no control gains: what each path must cost, whatever cuts it.</summary>
    public List<(ControlSet Controls, long Amount)> Packing()
    {
        var wishes = HittingSetBound.Find(_known, costs, BestCost, steps: 400).Prices;
        var prices = HittingSetBound.Packing(_known, costs, wishes);
        return [.. _known.Zip(prices).Where(static pair => pair.Second > 0)];
    }

    // Cuts what is still open, path by path, and learns the paths. Whether there was any.
    private bool CloseTheRest()
    {
        var learned = _known.Count;
        while (graph.OpenWays(_isApplied) is { Count: > 0 } ways)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var way in ways)
            {
                if (way.IsHit(_isApplied))
                    continue;
                _known.Add(way);
                _isApplied[way.Controls.ToArray().MinBy(control => costs[control])] = true;
            }
        }

        return _known.Count > learned;
    }

    private void TakeOutNeedless()
    {
        foreach (var control in Applied().OrderByDescending(control => costs[control]).ToList())
        {
            _isApplied[control] = false;
            if (_known.Exists(way => !way.IsHit(_isApplied)) || graph.OpenWays(_isApplied).Count > 0)
                _isApplied[control] = true;
        }
    }

    private void Remember()
    {
        var cost = Applied().Sum(control => costs[control]);
        if (cost < BestCost)
            (Best, BestCost) = ([.. Applied()], cost);
    }

    private IEnumerable<int> Applied() => Enumerable.Range(0, costs.Length).Where(control => _isApplied[control]);
}
