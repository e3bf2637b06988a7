namespace ContainerSec.Threats.Graph;

/// <summary>The greatest number of millionths of which all costs are multiples: sums of costs lie on its steps, so that a bound rises to the next.</summary>
internal readonly record struct CostUnit(long Millionths)
{
    // Far more than what additions of fractions can be wrong by.
    private const double Slack = 0.5;

    public static CostUnit Of(IEnumerable<long> costs) =>
        new(Math.Max(1, costs.Where(static cost => cost != long.MaxValue).Aggregate(0L, GreatestCommonDivisor)));

    public long RoundUp(double lower) => (long)Math.Ceiling((lower - Slack) / Millionths) * Millionths;

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
