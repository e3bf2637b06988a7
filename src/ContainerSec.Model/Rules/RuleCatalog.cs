using ContainerSec.Rules;

namespace ContainerSec;

/// <summary>Every rule that comes with ContainerSec.</summary>
public static class RuleCatalog
{
    /// <summary>The rules in the order of their ids.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        .. Chapter01.Create(), .. Chapter02.Create(), .. Chapter03.Create(), .. Chapter04.Create(), .. Chapter05.Create(),
        .. Chapter06.Create(), .. Chapter07.Create(), .. Chapter08.Create(), .. Chapter09.Create(), .. Chapter10.Create(),
        .. Chapter11.Create(), .. Chapter12.Create(), .. Chapter13.Create(), .. Chapter14.Create(),
    ];

    /// <summary>The rule of an id.</summary>
    /// <param name="id"><c>CSEC0901</c>, in any case.</param>
    /// <returns>The rule; null when there is none of that id.</returns>
    public static Rule? Find(string id) => Rules.FirstOrDefault(rule => string.Equals(rule.Info.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The rule that somebody may have meant.</summary>
    /// <param name="id">An id that <see cref="Find"/> does not know.</param>
    /// <returns>The most similar id; null when none is near.</returns>
    public static string? Suggest(string id) => NearestName.Find(id, Rules.Select(static rule => rule.Info.Id));
}
