namespace ContainerSec.Threats.Graph;

/// <summary>Sets that share no control with others. Their controls are numbered anew from zero, so that work on a part grows with the part only.</summary>
/// <param name="Sets">The sets, in the new numbers.</param>
/// <param name="Costs">The cost of each control.</param>
/// <param name="Names">The old number of each control.</param>
internal sealed record HittingSetPart(IReadOnlyList<ControlSet> Sets, long[] Costs, int[] Names)
{
    /// <summary>Sets that share a control, directly or through others, go into one part.</summary>
    public static List<HittingSetPart> Split(IReadOnlyList<ControlSet> sets, long[] costs)
    {
        var setsOf = HittingSetReduction.SetsOf(sets, costs.Length);
        var numbers = new int[costs.Length];
        var isSeen = new HashSet<ControlSet>(ReferenceEqualityComparer.Instance);
        var parts = new List<HittingSetPart>();
        foreach (var first in sets)
        {
            if (!isSeen.Add(first))
                continue;
            List<ControlSet> part = [first];
            var names = new List<int>();
            for (var i = 0; i < part.Count; i++)
            {
                foreach (var control in part[i].Controls)
                {
                    if (setsOf[control] is not { } others)
                        continue;
                    setsOf[control] = null;
                    names.Add(control);
                    part.AddRange(others.Where(isSeen.Add));
                }
            }

            // In the old order, so that ties fall alike in a part and in the whole.
            names.Sort();
            for (var i = 0; i < names.Count; i++)
                numbers[names[i]] = i;
            parts.Add(new HittingSetPart(
                part.ConvertAll(set => ControlSet.Of(set.Controls.ToArray().Select(control => numbers[control]))),
                [.. names.Select(control => costs[control])],
                [.. names]));
        }

        return parts;
    }
}
