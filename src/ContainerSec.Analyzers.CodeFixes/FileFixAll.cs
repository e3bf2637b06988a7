using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Mends all diagnostics of a kind in the files beside the code of a project or a solution.</summary>
/// <remarks>The library's own provider knows only documents of code: here each file's diagnostics are found by the file's path.</remarks>
internal sealed class FileFixAll : FixAllProvider
{
    public static FileFixAll Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var solution = fixAllContext.Solution;
        var projects = fixAllContext.Scope == FixAllScope.Solution ? solution.Projects : [fixAllContext.Project];
        var mended = new HashSet<string>(StringComparer.Ordinal);
        foreach (var project in projects)
        {
            var found = await fixAllContext.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            foreach (var file in project.AdditionalDocuments)
            {
                var own = found.Where(d => d.Location.GetLineSpan().Path == file.FilePath).ToArray();
                // A file may belong to several projects.
                if (own.Length > 0 && mended.Add(file.FilePath!))
                    solution = await ContainerSecFileFixProvider.ApplyAsync(solution, file, own, fixAllContext.CodeActionEquivalenceKey ?? "", fixAllContext.CancellationToken).ConfigureAwait(false);
            }
        }

        return CodeAction.Create("Fix all in files", _ => Task.FromResult(solution), nameof(FileFixAll));
    }

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Project, FixAllScope.Solution];
}
