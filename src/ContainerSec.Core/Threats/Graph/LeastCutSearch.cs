namespace ContainerSec.Threats.Graph;

/// <summary>The rounds of <see cref="LeastCut"/>.</summary>
internal sealed class LeastCutSearch(CutWays ways, long[] costs, LeastCutOptions options, CancellationToken cancellationToken)
{
    private const int StepsForPacking = 400;

    // The controls of each path that is known.
    private readonly List<ControlSet> _known = [.. ways.Direct];
    private readonly bool[] _isApplied = new bool[costs.Length];
    private long _budget = options.MaxSearch;

    /// <summary>The cheapest cut found.</summary>
    public IReadOnlyList<int> Best { get; private set; } = [];

    public long BestCost { get; private set; } = long.MaxValue;

    /// <summary>No cut costs less.</summary>
    public long Lower { get; private set; }

    public long Searched => options.MaxSearch - _budget;

    public int Rounds { get; private set; }

    public void Run()
    {
        var isLearning = true;
        while (isLearning && Lower < BestCost && Rounds++ < options.MaxRounds)
        {
            // While good controls teach new paths, the best for the few known ones are not worth a search.
            var noBudget = 0L;
            isLearning = Apply(HittingSet.Find(_known, costs, ref noBudget, cancellationToken));
            if (!isLearning && Lower < BestCost)
                isLearning = Apply(HittingSet.Find(_known, costs, ref _budget, cancellationToken));
        }
    }

    /// <summary>Prices of known paths at which no control gains: what each path must cost, whatever cuts it.</summary>
    public List<(ControlSet Controls, long Amount)> Packing()
    {
        // Whole prices read better than the fractions that the bound found, if they add up to as much.
        var whole = HittingSetBound.Packing(_known, costs);
        var fine = whole.Sum() < Lower ? HittingSetBound.Packing(_known, costs, HittingSetBound.Find(_known, costs, BestCost, StepsForPacking).Prices) : whole;
        return [.. _known.Zip(fine.Sum() > whole.Sum() ? fine : whole).Where(static pair => pair.Second > 0)];
    }

    // Whether the controls left a path open, so that there is more to know.
    private bool Apply(HittingSet hits)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Lower = Math.Max(Lower, hits.Lower);
        Array.Clear(_isApplied);
        foreach (var control in hits.Chosen)
            _isApplied[control] = true;
        var isLearning = CloseTheRest();
        if (isLearning)
            TakeOutNeedless();

        var cost = Applied().Sum(control => costs[control]);
        if (cost < BestCost)
            (Best, BestCost) = ([.. Applied()], cost);
        return isLearning;
    }

    // Learns open paths, and lets each pay as much as its controls still lack; a control that is paid for is applied. The paths then account for the
    // cost of what cuts them: V. V. Vazirani, "Approximation Algorithms" (2001), calls it the primal-dual schema. Whether there was any path.
    private bool CloseTheRest()
    {
        var known = _known.Count;
        var lacks = (long[])costs.Clone();
        while (ways.Open(_isApplied) is { Count: > 0 } open)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var way in open.Where(way => !way.IsHit(_isApplied)))
            {
                _known.Add(way);
                var price = way.Controls.ToArray().Min(control => lacks[control]);
                foreach (var control in way.Controls)
                {
                    lacks[control] -= price;
                    _isApplied[control] = lacks[control] == 0;
                }
            }
        }

        return _known.Count > known;
    }

    private void TakeOutNeedless()
    {
        foreach (var control in Applied().OrderByDescending(control => costs[control]).ToList())
        {
            _isApplied[control] = false;
            if (_known.Exists(way => !way.IsHit(_isApplied)) || ways.IsOpen(_isApplied))
                _isApplied[control] = true;
        }
    }

    private IEnumerable<int> Applied() => Enumerable.Range(0, costs.Length).Where(control => _isApplied[control]);
}
