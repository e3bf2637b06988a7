using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Offers to mend what the analyzer finds in C# code.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContainerSecCodeFixProvider))]
public sealed class ContainerSecCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = RuleFixes.Ids.ToImmutableArray();

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => CodeFixAll.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var change in await ChangesAsync(context.Document, [diagnostic], context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(change.Title, token => ApplyAsync(context.Document, [diagnostic], change.Key, token), change.Key), diagnostic);
            }
        }
    }

    /// <summary>The document after the changes of one key for these diagnostics.</summary>
    internal static async Task<Document> ApplyAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, string key, CancellationToken cancellationToken)
    {
        var changes = await ChangesAsync(document, diagnostics, cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(TextChanges.Apply(text, model, [.. changes.Where(c => c.Key == key && (c.IsForAll || diagnostics.Count == 1))]));
    }

    private static async Task<List<Change>> ChangesAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellationToken)
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
