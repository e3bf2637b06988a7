namespace ContainerSec;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class NearestName
{
    private const int LongestName = 32;

    /// <summary><c>; did you mean 'x'?</c> or nothing when no name is near.</summary>
    public static string Hint(string name, IEnumerable<string> names) =>
        Find(name, names) is { } near ? $"; did you mean '{near}'?" : "";

    /// <summary>The nearest of the names, ignoring case; null when none is near: more than a third of the letters differ.</summary>
    public static string? Find(string name, IEnumerable<string> names)
    {
        if (name.Length > LongestName)
            return null;
        var (best, bestDistance) = ((string?)null, 1 + Math.Max(1, name.Length / 3));
        foreach (var candidate in names)
        {
            var distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance)
                (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    // Insertions, deletions, replacements and swaps of neighbours, each counted once.
    internal static int Distance(string a, string b)
    {
        var (before, previous, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }
}
