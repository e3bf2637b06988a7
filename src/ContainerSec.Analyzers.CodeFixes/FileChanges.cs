using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>What mends diagnostics in a file beside the code.</summary>
internal static class FileChanges
{
    /// <summary>The solution after the changes of one key for these diagnostics of one file.</summary>
    public static async Task<Solution> ApplyAsync(Solution solution, TextDocument document, IReadOnlyList<Diagnostic> diagnostics, string key, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changes = Changes(document, text, diagnostics).Where(c => c.Key == key && (c.IsForAll || diagnostics.Count == 1)).ToArray();
        return changes.Length == 0 ? solution : solution.WithAdditionalDocumentText(document.Id, TextChanges.Apply(text, changes));
    }

    /// <summary>The changes that these diagnostics call for.</summary>
    public static IEnumerable<Change> Changes(TextDocument document, Microsoft.CodeAnalysis.Text.SourceText text, IReadOnlyList<Diagnostic> diagnostics)
    {
        var path = document.FilePath ?? document.Name;
        foreach (var diagnostic in diagnostics)
        {
            // The file may have been shortened since.
            if (diagnostic.Location.SourceSpan.End > text.Length)
                continue;
            var related = diagnostic.AdditionalLocations.Where(l => l.GetLineSpan().Path == diagnostic.Location.GetLineSpan().Path && l.SourceSpan.End <= text.Length).Select(static l => l.SourceSpan).ToArray();
            foreach (var change in RuleFixes.For(diagnostic.Id, new TextPlace(path, text, diagnostic.Location.SourceSpan, related)))
                yield return change;
        }
    }
}
