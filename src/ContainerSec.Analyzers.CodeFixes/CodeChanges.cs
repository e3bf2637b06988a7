using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>What mends diagnostics in a document of C#.</summary>
internal static class CodeChanges
{
    /// <summary>The document after the changes of one key for these diagnostics.</summary>
    public static async Task<Document> ApplyAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, string key, CancellationToken cancellationToken)
    {
        var changes = await ChangesAsync(document, diagnostics, cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(TextChanges.Apply(text, model, [.. changes.Where(c => c.Key == key && (c.IsForAll || diagnostics.Count == 1))]));
    }

    /// <summary>The changes that these diagnostics call for.</summary>
    public static async Task<List<Change>> ChangesAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var changes = new List<Change>();
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            return changes;
        foreach (var diagnostic in diagnostics)
        {
            if (!root.FullSpan.Contains(diagnostic.Location.SourceSpan))
                continue;
            var related = diagnostic.AdditionalLocations.Where(l => l.GetLineSpan().Path == root.SyntaxTree.FilePath).Select(static l => l.SourceSpan).ToArray();
            changes.AddRange(RuleFixes.For(diagnostic.Id, new FixPlace(root, model, diagnostic.Location.SourceSpan, related, cancellationToken)));
        }

        return changes;
    }
}
