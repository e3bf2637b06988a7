namespace ContainerSec.Readers.Kubernetes;

internal static class ReadProblems
{
    /// <summary>Each problem once, in the order of the text: a field is looked at more than once where several readers need it, and so is a node behind an alias.</summary>
    public static IReadOnlyList<ReadProblem> InOrder(List<ReadProblem> problems) => problems
        .GroupBy(static p => (p.Message, p.Origin?.Text?.StartOffset))
        .Select(static g => g.First())
        .OrderBy(static p => p.Origin?.Text?.StartOffset ?? 0)
        .ToList();
}
