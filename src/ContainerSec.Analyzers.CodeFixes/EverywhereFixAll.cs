using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Mends all diagnostics of a kind: in the code, and in the files beside it where a whole project or solution is meant.</summary>
/// <remarks>The library's own providers know only documents of code: a file's diagnostics are found by the file's path.</remarks>
internal sealed class EverywhereFixAll : FixAllProvider
{
    public static EverywhereFixAll Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => CodeFixAll.Instance.GetSupportedFixAllScopes();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        // A fix may be asked for from a file, then there is no document of code.
        var code = fixAllContext.Document is null ? null : await CodeFixAll.Instance.GetFixAsync(fixAllContext).ConfigureAwait(false);
        if (fixAllContext.Scope is not (FixAllScope.Project or FixAllScope.Solution))
            return code;
        var solution = fixAllContext.Solution;
        foreach (var operation in code is null ? ImmutableArray<CodeActionOperation>.Empty : await code.GetOperationsAsync(fixAllContext.CancellationToken).ConfigureAwait(false))
        {
            if (operation is ApplyChangesOperation changes)
                solution = changes.ChangedSolution;
        }

        solution = await InFilesAsync(solution, fixAllContext).ConfigureAwait(false);
        return solution == fixAllContext.Solution ? null : CodeAction.Create(code?.Title ?? "Fix all in files", _ => Task.FromResult(solution), nameof(EverywhereFixAll));
    }

    private static async Task<Solution> InFilesAsync(Solution solution, FixAllContext context)
    {
        var projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        var mended = new HashSet<string>(StringComparer.Ordinal);
        foreach (var project in projects.Where(static p => p.AdditionalDocuments.Any()))
        {
            var found = await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            foreach (var file in project.AdditionalDocuments)
            {
                var own = found.Where(d => d.Location.GetLineSpan().Path == file.FilePath).ToArray();
                // A file may belong to several projects.
                if (own.Length > 0 && mended.Add(file.FilePath!))
                    solution = await FileChanges.ApplyAsync(solution, file, own, context.CodeActionEquivalenceKey ?? "", context.CancellationToken).ConfigureAwait(false);
            }
        }

        return solution;
    }
}
