namespace ContainerSec.Threats.Graph;

/// <summary>A hitting set that is good but not always the best.</summary>
/// <remarks>V. Chvátal, "A greedy heuristic for the set-covering problem" (1979); then what has become needless is taken out again, the dearest first.</remarks>
internal sealed class HittingSetGreedy(IReadOnlyList<ControlSet> sets, long[] costs)
{
    private readonly Rows _setsOf = Rows.Group(
        costs.Length,
        [.. sets.SelectMany(static set => set.Controls.ToArray())],
        [.. sets.SelectMany(static (set, i) => Enumerable.Repeat(i, set.Count))]);

    /// <summary>Chooses by the given worths (the lower the better; all that is not above zero is taken), and takes out by cost.</summary>
    public List<int> Choose(double[] worths)
    {
        var open = new int[costs.Length];
        var queue = new PriorityQueue<int, (double Rank, int Control)>();
        for (var control = 0; control < costs.Length; control++)
        {
            open[control] = _setsOf[control].Length;
            if (open[control] > 0)
                queue.Enqueue(control, (Rank(control), control));
        }

        var hits = new int[sets.Count];
        var chosen = new List<int>();
        while (queue.TryDequeue(out var control, out var key))
        {
            if (open[control] == 0)
                continue;
            // Others have hit some of its sets since it was queued: it is worth less now.
            if (Rank(control) > key.Rank)
                queue.Enqueue(control, (Rank(control), control));
            else
                Take(control);
        }

        return WithoutNeedless(chosen, hits);

        double Rank(int control) => worths[control] <= 0 ? worths[control] : worths[control] / open[control];

        void Take(int control)
        {
            chosen.Add(control);
            foreach (var set in _setsOf[control])
            {
                if (hits[set]++ > 0)
                    continue;
                foreach (var other in sets[set].Controls)
                    open[other]--;
            }
        }
    }

    private List<int> WithoutNeedless(List<int> chosen, int[] hits)
    {
        var needed = new List<int>();
        foreach (var control in chosen.OrderByDescending(control => costs[control]).ThenBy(static control => control))
        {
            if (IsNeeded(control))
            {
                needed.Add(control);
                continue;
            }

            foreach (var set in _setsOf[control])
                hits[set]--;
        }

        return needed;

        bool IsNeeded(int control)
        {
            foreach (var set in _setsOf[control])
            {
                if (hits[set] == 1)
                    return true;
            }

            return false;
        }
    }
}
