namespace ContainerSec.Threats.Graph;

/// <summary>The cheapest paths to one target.</summary>
/// <param name="Paths">In the order of <see cref="GraphPath.CompareTo"/>; no cheaper path is left out.</param>
/// <param name="IsComplete">Whether all that were asked for, or all that exist, are here; otherwise the budget ended the search.</param>
internal sealed record PathList(IReadOnlyList<GraphPath> Paths, bool IsComplete);
