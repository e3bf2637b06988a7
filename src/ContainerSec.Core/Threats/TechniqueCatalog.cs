namespace ContainerSec.Threats;

/// <summary>The techniques that are known.</summary>
public static class TechniqueCatalog
{
    /// <summary>All of them, in the order of their numbers.</summary>
    public static IReadOnlyList<TechniqueInfo> Techniques { get; } = [.. TechniqueList.All.Select(static t => t.Info).OrderBy(static t => t.Id, StringComparer.Ordinal)];

    /// <summary>The kinds of change that cut paths.</summary>
    public static IReadOnlyList<ControlInfo> Controls { get; } = Threats.Controls.All;

    /// <summary>The technique of a number.</summary>
    /// <param name="id"><c>CSE011</c>, in any case.</param>
    /// <returns>Null when there is none.</returns>
    public static TechniqueInfo? Find(string id) => Techniques.FirstOrDefault(t => string.Equals(t.Id, id, StringComparison.OrdinalIgnoreCase));
}
