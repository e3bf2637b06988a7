namespace ContainerSec.Threats.Graph;

/// <summary>What a hitting set of some sets must cost at least, and a good one as a start.</summary>
/// <remarks>
/// Each set is paid a price; a control is worth buying if the sets that it hits pay more than it costs. Whatever the prices, their sum less the
/// gains is a lower bound: the Lagrangian relaxation, its prices improved by steps along the subgradient (M. Held, R. M. Karp, 1971; for set covering
/// J. E. Beasley, 1990). Prices at which no control gains are a packing: they prove the bound by mere addition.
/// </remarks>
internal sealed class HittingSetBound
{
    private readonly IReadOnlyList<ControlSet> _sets;
    private readonly long[] _costs;
    private readonly int[] _controls;
    private readonly HittingSetGreedy _greedy;
    private readonly double[] _left;

    private HittingSetBound(IReadOnlyList<ControlSet> sets, long[] costs)
    {
        _sets = sets;
        _costs = costs;
        _controls = [.. sets.SelectMany(static set => set.Controls.ToArray()).Distinct().Order()];
        _left = new double[costs.Length];
        Prices = Array.ConvertAll(Packing(sets, costs), static price => (double)price);
        _greedy = new HittingSetGreedy(sets, costs);
        Best = _greedy.Choose(Array.ConvertAll(costs, static cost => (double)cost));
        BestCost = Best.Sum(control => costs[control]);
        Lower = Prices.Sum();
    }

    /// <summary>The cheapest hitting set found.</summary>
    public List<int> Best { get; private set; }

    public long BestCost { get; private set; }

    /// <summary>No hitting set costs less.</summary>
    public double Lower { get; private set; }

    /// <summary>The prices of the sets at which <see cref="Lower"/> was found.</summary>
    public double[] Prices { get; private set; }

    /// <summary>Finds a bound, in at most so many steps; fewer once it shows that nothing below a limit exists.</summary>
    public static HittingSetBound Find(IReadOnlyList<ControlSet> sets, long[] costs, long limit, int steps)
    {
        var bound = new HittingSetBound(sets, costs);
        bound.Improve(limit, steps);
        return bound;
    }

    /// <summary>The controls that no hitting set below a limit contains: to buy one raises the bound to the limit.</summary>
    public IEnumerable<int> TooDear(long limit)
    {
        Relax(Prices);
        return _controls.Where(control => Lower + Math.Max(0, _left[control]) >= limit + 0.5);
    }

    /// <summary>Prices at which no control costs less than the sets that it hits pay: the smallest sets pay first, all that they can.</summary>
    /// <param name="sets">The sets.</param>
    /// <param name="costs">The costs of the controls.</param>
    /// <param name="wishes">Prices to begin with, lowered where a control would gain; none if null.</param>
    public static long[] Packing(IReadOnlyList<ControlSet> sets, long[] costs, double[]? wishes = null)
    {
        var left = (long[])costs.Clone();
        var prices = new long[sets.Count];
        int[] order = [.. Enumerable.Range(0, sets.Count).OrderBy(i => sets[i].Count)];
        foreach (var wish in wishes is null ? [null] : new[] { wishes, null })
        {
            foreach (var i in order)
            {
                var price = wish is null ? long.MaxValue : (long)Math.Max(0, wish[i]);
                foreach (var control in sets[i].Controls)
                    price = Math.Min(price, left[control]);
                prices[i] += price;
                foreach (var control in sets[i].Controls)
                    left[control] -= price;
            }
        }

        return prices;
    }

    private void Improve(long limit, int steps)
    {
        var prices = (double[])Prices.Clone();
        var agility = 1.0;
        var sinceBetter = 0;
        for (var step = 0; step < steps && Lower < Math.Min(limit, BestCost) - 0.5; step++)
        {
            var value = Relax(prices);
            if (value > Lower + 0.5)
            {
                (Lower, Prices, sinceBetter) = (value, (double[])prices.Clone(), 0);
            }
            else if (++sinceBetter == 10)
            {
                (agility, sinceBetter) = (agility / 2, 0);
            }

            if (step % 10 == 0)
                TryGreedy();

            // A set that nothing bought hits pays more, one that is hit more than once pays less.
            var lacks = new int[_sets.Count];
            long norm = 0;
            for (var i = 0; i < lacks.Length; i++)
            {
                var bought = 0;
                foreach (var control in _sets[i].Controls)
                    bought += _left[control] < 0 ? 1 : 0;
                lacks[i] = 1 - bought;
                norm += (long)lacks[i] * lacks[i];
            }

            if (norm == 0)
                break;
            var length = agility * Math.Max(1, (1.02 * BestCost) - value) / norm;
            for (var i = 0; i < lacks.Length; i++)
                prices[i] = Math.Max(0, prices[i] + (length * lacks[i]));
        }
    }

    // The value of the prices. Leaves in _left what each control costs beyond what its sets pay.
    private double Relax(double[] prices)
    {
        foreach (var control in _controls)
            _left[control] = _costs[control];
        var value = 0.0;
        for (var i = 0; i < prices.Length; i++)
        {
            value += prices[i];
            foreach (var control in _sets[i].Controls)
                _left[control] -= prices[i];
        }

        foreach (var control in _controls)
            value += Math.Min(0, _left[control]);
        return value;
    }

    private void TryGreedy()
    {
        var chosen = _greedy.Choose(_left);
        var cost = chosen.Sum(control => _costs[control]);
        if (cost < BestCost)
            (Best, BestCost) = (chosen, cost);
    }
}
