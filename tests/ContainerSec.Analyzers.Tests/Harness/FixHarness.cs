using ContainerSec.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSec.Analyzers.Tests;

/// <summary>Asks for the fixes of a diagnostic and applies them, as an editor does.</summary>
internal static class FixHarness
{
    /// <summary>The actions that are offered for a diagnostic.</summary>
    public static List<CodeAction> Offered(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var context = new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None);
        new ContainerSecCodeFixProvider().RegisterCodeFixesAsync(context).GetAwaiter().GetResult();
        return actions;
    }

    /// <summary>The document after an action.</summary>
    public static Document Apply(Document document, CodeAction action) =>
        action.GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult().OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;

    /// <summary>The document after Fix All of one kind of action.</summary>
    public static Document ApplyAll(Document document, IReadOnlyList<Diagnostic> diagnostics, string equivalenceKey, FixAllScope scope = FixAllScope.Document)
    {
        var provider = new ContainerSecCodeFixProvider();
        var context = new FixAllContext(document, provider, scope, equivalenceKey, diagnostics.Select(static d => d.Id).Distinct(), new Known(diagnostics), CancellationToken.None);
        return Apply(document, provider.GetFixAllProvider().GetFixAsync(context).GetAwaiter().GetResult()!);
    }

    /// <summary>Code as the document of a project.</summary>
    public static Document ToDocument(IEnumerable<MetadataReference> references, string code)
    {
        var compilation = AnalyzerHarness.Compile(references, [code]);
        var project = new AdhocWorkspace().AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Test", "Test", LanguageNames.CSharp,
            compilationOptions: compilation.Options, parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options, metadataReferences: compilation.References));
        return project.AddDocument("File0.cs", code, filePath: "File0.cs");
    }

    /// <summary>What the compiler does not accept of a document.</summary>
    public static IEnumerable<Diagnostic> Errors(Document document) =>
        document.Project.GetCompilationAsync().GetAwaiter().GetResult()!.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error);

    private sealed class Known(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
