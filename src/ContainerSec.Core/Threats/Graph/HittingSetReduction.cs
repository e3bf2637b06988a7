namespace ContainerSec.Threats.Graph;

/// <summary>Makes the search for the cheapest hitting set smaller without losing it.</summary>
/// <remarks>
/// The classic reductions of set covering (R. Roth, 1969; E. Balas, A. Ho, 1980): a set of one control chooses it; a set that contains another is hit
/// with it and goes; a control goes if another one that costs no more is in every set in which it is.
/// </remarks>
internal static class HittingSetReduction
{
    public const int None = -1;

    /// <summary>The controls that are chosen without a choice, and the sets that are left.</summary>
    public static (List<int> Chosen, IReadOnlyList<ControlSet> Left) Reduce(IReadOnlyList<ControlSet> sets, long[] costs)
    {
        var chosen = new List<int>();
        while (true)
        {
            var isChosen = new bool[costs.Length];
            foreach (var set in sets)
            {
                if (set.Count != 1 || isChosen[set.Controls[0]])
                    continue;
                isChosen[set.Controls[0]] = true;
                chosen.Add(set.Controls[0]);
            }

            sets = WithoutSupersets(sets.Where(set => !set.IsHit(isChosen)));
            if (Dominators(sets, costs) is not { } dominators)
                return (chosen, sets);
            var isDropped = Array.ConvertAll(dominators, static dominator => dominator != None);
            sets = [.. sets.Select(set => set.Without(isDropped))];
        }
    }

    /// <summary>For each control one that dominates it; <see cref="None"/> if it is needed or in no set. Null if no control is dominated.</summary>
    public static int[]? Dominators(IReadOnlyList<ControlSet> sets, long[] costs)
    {
        var setsOf = SetsOf(sets, costs.Length);
        var dominators = new int[costs.Length];
        Array.Fill(dominators, None);
        // From the last, so that of equals the first stays.
        for (var control = costs.Length - 1; control >= 0; control--)
        {
            if (setsOf[control] is not { } mine)
                continue;
            foreach (var other in mine.MinBy(static set => set.Count)!.Controls)
            {
                if (other == control || dominators[other] != None || costs[other] > costs[control] || !mine.TrueForAll(set => set.Contains(other)))
                    continue;
                dominators[control] = other;
                break;
            }
        }

        return Array.TrueForAll(dominators, static dominator => dominator == None) ? null : dominators;
    }

    /// <summary>The sets of each control; null for a control that is in none.</summary>
    public static List<ControlSet>?[] SetsOf(IReadOnlyList<ControlSet> sets, int controlCount)
    {
        var setsOf = new List<ControlSet>?[controlCount];
        foreach (var set in sets)
        {
            foreach (var control in set.Controls)
                (setsOf[control] ??= []).Add(set);
        }

        return setsOf;
    }

    private static List<ControlSet> WithoutSupersets(IEnumerable<ControlSet> sets)
    {
        var kept = new List<ControlSet>();
        // A subset of a set begins with one of the set's controls.
        var byFirst = new Dictionary<int, List<ControlSet>>();
        foreach (var set in sets.OrderBy(static set => set.Count))
        {
            if (set.Controls.ToArray().Any(control => byFirst.TryGetValue(control, out var smaller) && smaller.Exists(other => other.IsSubsetOf(set))))
                continue;
            kept.Add(set);
            if (!byFirst.TryGetValue(set.Controls[0], out var list))
                byFirst.Add(set.Controls[0], list = []);
            list.Add(set);
        }

        return kept;
    }
}
