using ContainerSec.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ContainerSec.Analyzers.Tests;

/// <summary>Asks for the fixes of a diagnostic in a file beside the code and applies them, as an editor does.</summary>
internal static class FileFixHarness
{
    /// <summary>What the analyzer reports of a file, in the mode strict.</summary>
    public static IReadOnlyList<Diagnostic> Run(string path, string content) => new FileHarness().File(path, content).Property("ContainerSecMode", "strict").Run();

    /// <summary>A file as the additional document of a project.</summary>
    public static TextDocument ToDocument(string path, string content) =>
        new AdhocWorkspace().AddProject("Test", LanguageNames.CSharp).AddAdditionalDocument(Path.GetFileName(path), Microsoft.CodeAnalysis.Text.SourceText.From(content), filePath: path);

    /// <summary>The actions that are offered for a diagnostic.</summary>
    public static List<CodeAction> Offered(TextDocument document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var context = new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None);
        new ContainerSecCodeFixProvider().RegisterCodeFixesAsync(context).GetAwaiter().GetResult();
        return actions;
    }

    /// <summary>The text of the file after an action.</summary>
    public static string Apply(TextDocument document, CodeAction action) =>
        action.GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult().OfType<ApplyChangesOperation>().Single()
            .ChangedSolution.GetAdditionalDocument(document.Id)!.GetTextAsync().GetAwaiter().GetResult().ToString();

    /// <summary>The text of the file after Fix All of one kind of action.</summary>
    public static string ApplyAll(TextDocument document, IReadOnlyList<Diagnostic> diagnostics, string equivalenceKey)
    {
        var provider = new ContainerSecCodeFixProvider();
        var context = new FixAllContext(document.Project, provider, FixAllScope.Project, equivalenceKey, diagnostics.Select(static d => d.Id).Distinct(), new Known(diagnostics), CancellationToken.None);
        return Apply(document, provider.GetFixAllProvider().GetFixAsync(context).GetAwaiter().GetResult()!);
    }

    private sealed class Known(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
