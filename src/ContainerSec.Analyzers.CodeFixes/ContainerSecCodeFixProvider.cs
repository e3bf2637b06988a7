using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Offers to mend what the analyzer finds in C# code, and in files beside it: Dockerfiles, Compose files, Kubernetes manifests, launch profiles, project files.</summary>
/// <remarks>
/// One provider for both kinds of documents: editors keep the providers of a project's packages as the first document that they are asked for
/// lets them through, and with one for each kind the other kind would then have no fixes.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContainerSecCodeFixProvider), DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class ContainerSecCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = RuleFixes.Ids.ToImmutableArray();

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => EverywhereFixAll.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (context.TextDocument is Document code)
        {
            foreach (var diagnostic in context.Diagnostics)
            {
                foreach (var change in await CodeChanges.ChangesAsync(code, [diagnostic], context.CancellationToken).ConfigureAwait(false))
                    context.RegisterCodeFix(CodeAction.Create(change.Title, token => CodeChanges.ApplyAsync(code, [diagnostic], change.Key, token), change.Key), diagnostic);
            }

            return;
        }

        var (file, text) = (context.TextDocument, await context.TextDocument.GetTextAsync(context.CancellationToken).ConfigureAwait(false));
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var change in FileChanges.Changes(file, text, [diagnostic]))
                context.RegisterCodeFix(CodeAction.Create(change.Title, token => FileChanges.ApplyAsync(file.Project.Solution, file, [diagnostic], change.Key, token), change.Key), diagnostic);
        }
    }
}
