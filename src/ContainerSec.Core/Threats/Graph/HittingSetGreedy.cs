namespace ContainerSec.Threats.Graph;

/// <summary>A hitting set that is good but not always the best.</summary>
/// <remarks>V. Chvátal, "A greedy heuristic for the set-covering problem" (1979); then what has become needless is taken out again, the dearest first.</remarks>
internal static class HittingSetGreedy
{
    /// <summary>Chooses by the given worths (the lower the better; all that is not above zero is taken), and takes out by cost.</summary>
    public static List<int> Choose(IReadOnlyList<ControlSet> sets, long[] costs, double[] worths)
    {
        var setsOf = HittingSetReduction.SetsOf(sets, costs.Length);
        var open = Array.ConvertAll(setsOf, static mine => mine?.Count ?? 0);
        var hits = new Dictionary<ControlSet, int>(ReferenceEqualityComparer.Instance);
        var chosen = new List<int>();
        var queue = new PriorityQueue<int, (double, int)>();
        for (var control = 0; control < costs.Length; control++)
        {
            if (open[control] > 0)
                queue.Enqueue(control, (Rank(control), control));
        }

        while (queue.TryDequeue(out var control, out var rank))
        {
            if (open[control] == 0)
                continue;
            // Others have hit some of its sets since it was queued: it is worth less now.
            if (Rank(control) > rank.Item1)
            {
                queue.Enqueue(control, (Rank(control), control));
                continue;
            }

            chosen.Add(control);
            foreach (var set in setsOf[control]!)
            {
                var times = hits.GetValueOrDefault(set);
                hits[set] = times + 1;
                if (times > 0)
                    continue;
                foreach (var other in set.Controls)
                    open[other]--;
            }
        }

        foreach (var control in chosen.OrderByDescending(control => costs[control]).ThenBy(static control => control).ToList())
        {
            if (!setsOf[control]!.TrueForAll(set => hits[set] > 1))
                continue;
            chosen.Remove(control);
            foreach (var set in setsOf[control]!)
                hits[set]--;
        }

        return chosen;

        double Rank(int control) => worths[control] <= 0 ? worths[control] : worths[control] / open[control];
    }
}
