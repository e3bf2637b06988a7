namespace ContainerSec.Threats.Graph;

/// <summary>The cheapest controls of which every set contains at least one.</summary>
/// <param name="Chosen">The cheapest found, in ascending order.</param>
/// <param name="Cost">Their cost in millionths.</param>
/// <param name="Lower">No hitting set costs less; equal to <paramref name="Cost"/> if it is proven to be the best.</param>
/// <remarks>
/// Branch and bound (A. H. Land, A. G. Doig, 1960): a control is taken or left, what cannot become cheaper than the best known is not followed.
/// Before each branching the sets are reduced (<see cref="HittingSetReduction"/>), and parts that share no control are solved apart.
/// </remarks>
internal sealed record HittingSet(IReadOnlyList<int> Chosen, long Cost, long Lower)
{
    public bool IsOptimal => Lower >= Cost;

    /// <summary>Finds them.</summary>
    /// <param name="sets">What must be hit.</param>
    /// <param name="costs">The cost of each control in millionths.</param>
    /// <param name="budget">How many sets may be looked at in branchings; counted down. None: a good choice and a bound, without a search.</param>
    /// <param name="cancellationToken">Checked in every branching.</param>
    /// <exception cref="ArgumentException">A set is empty: nothing hits it.</exception>
    public static HittingSet Find(IReadOnlyList<ControlSet> sets, long[] costs, ref long budget, CancellationToken cancellationToken = default)
    {
        if (sets.Any(static set => set.Count == 0))
            throw new ArgumentException("An empty set cannot be hit.", nameof(sets));
        var search = new Search(CostUnit.Of(costs), budget, cancellationToken);
        var answer = search.Solve(sets, costs, long.MaxValue, depth: 0);
        budget = search.Budget;
        return new HittingSet([.. answer.Chosen!.Order()], answer.Cost, answer.Lower);
    }

    // Chosen is null if nothing below the limit was found. Lower holds in any case.
    private readonly record struct Answer(IReadOnlyList<int>? Chosen, long Cost, long Lower)
    {
        public static Answer None(long lower) => new(null, long.MaxValue, lower);
    }

    private sealed class Search(CostUnit unit, long budget, CancellationToken cancellationToken)
    {
        private const int MaxDepth = 300;
        private const int StepsAtFirst = 400;
        private const int StepsBelow = 60;

        public long Budget { get; private set; } = budget;

        // The cheapest hitting set below the limit.
        public Answer Solve(IReadOnlyList<ControlSet> sets, long[] costs, long limit, int depth)
        {
            if (sets.Any(static set => set.Count == 0))
                return Answer.None(long.MaxValue);
            var (chosen, rest) = HittingSetReduction.Reduce(sets, costs);
            var cost = chosen.Sum(control => costs[control]);
            var steps = depth == 0 ? StepsAtFirst : StepsBelow;
            var parts = HittingSetPart.Split(rest, costs).ConvertAll(part => (Part: part, Bound: HittingSetBound.Find(part.Sets, part.Costs, limit, steps)));
            var lower = cost + parts.Sum(part => unit.RoundUp(part.Bound.Lower));
            if (lower >= limit)
                return Answer.None(lower);

            foreach (var (part, bound) in parts)
            {
                // What this part may cost so that the whole stays below the limit, the others at their least.
                var least = unit.RoundUp(bound.Lower);
                var answer = Branch(part, bound, limit == long.MaxValue ? limit : limit - (lower - least), depth);
                lower += answer.Lower - least;
                if (answer.Chosen is null)
                    return Answer.None(lower);
                chosen.AddRange(answer.Chosen.Select(control => part.Names[control]));
                cost += answer.Cost;
            }

            return cost < limit ? new Answer(chosen, cost, lower) : Answer.None(lower);
        }

        private Answer Branch(HittingSetPart part, HittingSetBound bound, long limit, int depth)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var lower = unit.RoundUp(bound.Lower);
            var best = bound.BestCost < limit ? new Answer(bound.Best, bound.BestCost, lower) : Answer.None(lower);
            var toBeat = Math.Min(limit, bound.BestCost);
            if (lower >= toBeat || Budget <= 0 || depth >= MaxDepth)
                return best;

            Budget -= part.Sets.Count;
            // Whatever contains a control that is too dear costs at least what is to be beaten.
            var isLeft = new bool[part.Costs.Length];
            foreach (var control in bound.TooDear(toBeat))
                isLeft[control] = true;
            ControlSet[] sets = [.. part.Sets.Select(set => set.Without(isLeft))];
            if (sets.Any(static set => set.Count == 0))
                return best with { Lower = toBeat };

            var one = BranchingControl(sets, part.Costs);
            var price = part.Costs[one];
            var taken = Solve([.. sets.Where(set => !set.Contains(one))], part.Costs, toBeat - price, depth + 1);
            if (taken.Chosen is not null)
            {
                best = new Answer([.. taken.Chosen, one], taken.Cost + price, lower);
                toBeat = best.Cost;
            }

            isLeft[one] = true;
            var left = Solve([.. sets.Select(set => set.Without(isLeft))], part.Costs, toBeat, depth + 1);
            if (left.Chosen is not null)
            {
                best = left;
                toBeat = best.Cost;
            }

            return best with { Lower = Math.Max(lower, Math.Min(toBeat, Math.Min(taken.Lower + price, left.Lower))) };
        }

        // Of a smallest set the control that hits most for its cost: to take it settles much, to leave it leaves little.
        private static int BranchingControl(ControlSet[] sets, long[] costs)
        {
            var setsOf = HittingSetReduction.SetsOf(sets, costs.Length);
            var smallest = sets.MinBy(static set => set.Count)!;
            return smallest.Controls.ToArray().MinBy(control => (double)costs[control] / setsOf[control]!.Count);
        }
    }
}
