using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>The changes of a document, merged.</summary>
internal static class TextChanges
{
    /// <summary>The text of a document after all of these changes.</summary>
    public static Microsoft.CodeAnalysis.Text.SourceText Apply(Microsoft.CodeAnalysis.Text.SourceText text, SemanticModel? model, IReadOnlyList<Change> changes)
    {
        var edits = changes.SelectMany(static c => c.Edits).ToList();
        if (model is not null)
            edits.AddRange(new Removals(model, text).Of(changes.SelectMany(static c => c.Removed).Distinct()));
        return text.WithChanges(Merge(InLinesOf(text, edits)));
    }

    /// <summary>The text of a file beside the code after all of these changes.</summary>
    public static Microsoft.CodeAnalysis.Text.SourceText Apply(Microsoft.CodeAnalysis.Text.SourceText text, IReadOnlyList<Change> changes)
    {
        var edits = changes.SelectMany(static c => c.Edits).ToList();
        edits.AddRange(EntryRemovals.Of(text, changes.SelectMany(static c => c.RemovedEntries)));
        edits.AddRange(JsonLineRemovals.Of(text, changes.SelectMany(static c => c.RemovedLines)));
        return text.WithChanges(Merge(InLinesOf(text, edits)));
    }

    // A file whose lines end as on Windows keeps them so.
    private static List<TextChange> InLinesOf(Microsoft.CodeAnalysis.Text.SourceText text, List<TextChange> edits) =>
        text.Lines[0].EndIncludingLineBreak - text.Lines[0].End == 2
            ? edits.ConvertAll(static e => new TextChange(e.Span, (e.NewText ?? "").Replace("\r\n", "\n").Replace("\n", "\r\n")))
            : edits;

    // What lies inside of a part that goes is gone; the same change twice is one.
    private static List<TextChange> Merge(List<TextChange> edits)
    {
        var merged = new List<TextChange>(edits.Count);
        foreach (var edit in edits.Distinct().OrderBy(static e => e.Span.Start).ThenByDescending(static e => e.Span.Length))
        {
            if (merged.Count == 0 || edit.Span.Start >= merged[merged.Count - 1].Span.End)
                merged.Add(edit);
        }

        return merged;
    }
}
