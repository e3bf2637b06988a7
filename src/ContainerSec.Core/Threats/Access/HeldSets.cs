namespace ContainerSec.Threats;

/// <summary>Puts alternatives together: each of them is a way of its own.</summary>
internal static class HeldSets
{
    /// <summary>Every alternative of one right with every one of another, for the objects that the first are for.</summary>
    public static IEnumerable<Held> And(this IEnumerable<Held> these, IEnumerable<Held> others)
    {
        List<Held> second = [.. others];
        return these.SelectMany(held => second.Select(held.And));
    }

    /// <summary>The rights, whatever object they are for.</summary>
    public static IEnumerable<Held> OnAny(this IEnumerable<Held> these) => these.Select(static held => held with { Name = null });
}
