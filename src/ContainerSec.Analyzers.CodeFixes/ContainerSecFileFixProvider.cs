using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Offers to mend what the analyzer finds in files beside the code: Dockerfiles, Compose files, Kubernetes manifests, launch profiles, project files.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContainerSecFileFixProvider), DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class ContainerSecFileFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = RuleFixes.Ids.ToImmutableArray();

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FileFixAll.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.TextDocument;
        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var change in Changes(document, text, [diagnostic]))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(change.Title, token => ApplyAsync(document.Project.Solution, document, [diagnostic], change.Key, token), change.Key), diagnostic);
            }
        }
    }

    /// <summary>The solution after the changes of one key for these diagnostics of one file.</summary>
    internal static async Task<Solution> ApplyAsync(Solution solution, TextDocument document, IReadOnlyList<Diagnostic> diagnostics, string key, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var changes = Changes(document, text, diagnostics).Where(c => c.Key == key && (c.IsForAll || diagnostics.Count == 1)).ToArray();
        return solution.WithAdditionalDocumentText(document.Id, TextChanges.Apply(text, changes));
    }

    private static IEnumerable<Change> Changes(TextDocument document, Microsoft.CodeAnalysis.Text.SourceText text, IReadOnlyList<Diagnostic> diagnostics)
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
