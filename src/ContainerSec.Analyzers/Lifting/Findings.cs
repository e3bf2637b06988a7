namespace ContainerSec.Analyzers.Lifting;

/// <summary>What the runs over a piece of code found, and what of it is certain.</summary>
/// <remarks>
/// A finding is certain when every run that came by its place found it: a value of which one branch is bad is only possible, and said in
/// the mode <c>strict</c>. What is found as published is not repeated for a developer's machine.
/// </remarks>
internal sealed class Findings(CodeBlock block, SourceText text, bool includesPossible)
{
    private readonly List<Finding> _settled = [];
    private readonly HashSet<(string Rule, int Start, int End)> _reported = [];
    private readonly List<(Interpreter Run, Dictionary<(string Rule, int Start, int End), Finding> Found)> _runs = [];

    /// <summary>Takes what one run found.</summary>
    public void Add(Interpreter run, IReadOnlyList<Finding> findings)
    {
        var found = new Dictionary<(string, int, int), Finding>();
        foreach (var lifted in findings)
        {
            var finding = lifted with { Origin = run.PlaceInCode(lifted.Origin), Related = lifted.Related.Count == 0 ? [] : [.. lifted.Related.Select(r => run.PlaceInCode(r)!)] };
            // What a method that is called says is said where that method is judged.
            if (finding.IsSuppressed || finding.Origin?.Text is not { } place || !ReferenceEquals(place.Source, text)
                || !block.Span.Contains(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(place.StartOffset, place.EndOffset)))
                continue;
            var key = (finding.RuleId, place.StartOffset, place.EndOffset);
            if (!found.ContainsKey(key))
                found.Add(key, finding);
        }

        _runs.Add((run, found));
    }

    /// <summary>All runs of one mode were taken.</summary>
    public void EndMode()
    {
        foreach (var (run, found) in _runs)
        {
            foreach (var entry in found)
            {
                var isCertain = _runs.Count == 1 || IsInAll(entry.Key, run.StatementAt(entry.Value.Origin!.Text!));
                if ((isCertain || includesPossible) && _reported.Add(entry.Key))
                    _settled.Add(isCertain ? entry.Value : entry.Value with { Message = entry.Value.Message + ", in one of the cases that the code decides between" });
            }
        }

        _runs.Clear();
    }

    // Every run that came by the statement.
    private bool IsInAll((string Rule, int Start, int End) key, Microsoft.CodeAnalysis.Text.TextSpan statement) =>
        _runs.TrueForAll(run => run.Found.ContainsKey(key) || !run.Run.CameBy(statement));

    /// <summary>What is reported, in the order of the text.</summary>
    public IReadOnlyList<Finding> Settled()
    {
        _settled.Sort(static (a, b) => a.Origin!.Text!.StartOffset.CompareTo(b.Origin!.Text!.StartOffset) is var order and not 0 ? order : string.CompareOrdinal(a.RuleId, b.RuleId));
        return _settled;
    }
}
