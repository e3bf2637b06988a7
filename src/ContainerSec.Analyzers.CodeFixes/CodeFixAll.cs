using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Mends all diagnostics of a document in one step, because two of them may stand in one list of options or one initializer.</summary>
internal sealed class CodeFixAll : DocumentBasedFixAllProvider
{
    public static CodeFixAll Instance { get; } = new();

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics) =>
        await CodeChanges.ApplyAsync(document, diagnostics, fixAllContext.CodeActionEquivalenceKey ?? "", fixAllContext.CancellationToken).ConfigureAwait(false);
}
