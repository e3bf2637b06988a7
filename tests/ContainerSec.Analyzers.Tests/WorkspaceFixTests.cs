using System.Reflection;
using ContainerSec.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Analyzers.Tests;

/// <summary>Fixes as an editor applies them: their operations change the workspace, code and files beside it alike.</summary>
[TestClass]
public class WorkspaceFixTests
{
    private const string Code = "using Docker.DotNet.Models;\nclass C { HostConfig H = new HostConfig { Privileged = true, Memory = 1 }; }\n";
    private const string Compose = "services:\n  web:\n    image: registry.example/web:1.2.3\n    privileged: true\n";

    // Editors keep the fixes of a package as the first document lets them through: one provider for all kinds is let through by each.
    [TestMethod]
    public void Provider_IsOneForCodeAndFiles()
    {
        var provider = Assert.ContainsSingle(typeof(ContainerSecCodeFixProvider).Assembly.GetTypes().Where(static t => t.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null));
        var export = provider.GetCustomAttribute<ExportCodeFixProviderAttribute>()!;
        CollectionAssert.AreEqual(new[] { LanguageNames.CSharp }, export.Languages);
        CollectionAssert.AreEquivalent(new[] { nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument) }, export.DocumentKinds);
    }

    [TestMethod]
    public async Task File_IsChangedInTheWorkspace()
    {
        using var workspace = Open();
        var file = workspace.CurrentSolution.Projects.Single().AdditionalDocuments.Single();
        var action = Assert.ContainsSingle(FileFixHarness.Offered(file, (await Diagnostics(file.Project)).Single(d => d.Location.GetLineSpan().Path == file.FilePath)));
        await ApplyAsync(workspace, action);
        Assert.AreEqual(("services:\n  web:\n    image: registry.example/web:1.2.3\n", Code), await TextsOf(workspace));
    }

    [TestMethod]
    [DataRow(FixAllScope.Project)]
    [DataRow(FixAllScope.Solution)]
    public async Task FixAll_ChangesCodeAndFiles(FixAllScope scope)
    {
        using var workspace = Open();
        var project = workspace.CurrentSolution.Projects.Single();
        var provider = new ContainerSecCodeFixProvider();
        var context = new FixAllContext(project.Documents.Single(), provider, scope, "Remove", ["CSEC0901"], new Found(await Diagnostics(project)), CancellationToken.None);
        await ApplyAsync(workspace, (await provider.GetFixAllProvider().GetFixAsync(context))!);
        Assert.AreEqual(("services:\n  web:\n    image: registry.example/web:1.2.3\n", Code.Replace("Privileged = true, ", "", StringComparison.Ordinal)), await TextsOf(workspace));
    }

    [TestMethod]
    public async Task FixAll_InADocument_LeavesFilesAlone()
    {
        using var workspace = Open();
        var project = workspace.CurrentSolution.Projects.Single();
        var provider = new ContainerSecCodeFixProvider();
        var context = new FixAllContext(project.Documents.Single(), provider, FixAllScope.Document, "Remove", ["CSEC0901"], new Found(await Diagnostics(project)), CancellationToken.None);
        await ApplyAsync(workspace, (await provider.GetFixAllProvider().GetFixAsync(context))!);
        Assert.AreEqual((Compose, Code.Replace("Privileged = true, ", "", StringComparison.Ordinal)), await TextsOf(workspace));
    }

    private static AdhocWorkspace Open()
    {
        var workspace = new AdhocWorkspace();
        var project = FixHarness.ToDocument(References.DockerDotNetEnhanced, Code).Project;
        var solution = workspace.CurrentSolution.AddProject(ProjectInfo.Create(project.Id, VersionStamp.Default, "App", "App", LanguageNames.CSharp,
            compilationOptions: project.CompilationOptions, parseOptions: project.ParseOptions, metadataReferences: project.MetadataReferences));
        solution = solution.AddDocument(DocumentId.CreateNewId(project.Id), "File0.cs", Code, filePath: "/app/File0.cs")
            .AddAdditionalDocument(DocumentId.CreateNewId(project.Id), "compose.yaml", Compose, filePath: "/app/compose.yaml");
        Assert.IsTrue(workspace.TryApplyChanges(solution));
        return workspace;
    }

    private static async Task<IReadOnlyList<Diagnostic>> Diagnostics(Project project)
    {
        var compilation = await project.GetCompilationAsync();
        DiagnosticAnalyzer[] analyzers = [new ContainerSecAnalyzer(), new ConfigurationFileAnalyzer()];
        var diagnostics = await new CompilationWithAnalyzers(compilation!, [.. analyzers], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. diagnostics.Where(static d => d.Id == "CSEC0901")];
    }

    private static async Task ApplyAsync(Workspace workspace, CodeAction action)
    {
        foreach (var operation in await action.GetOperationsAsync(CancellationToken.None))
            operation.Apply(workspace, CancellationToken.None);
    }

    private static async Task<(string File, string Code)> TextsOf(Workspace workspace)
    {
        var project = workspace.CurrentSolution.Projects.Single();
        return ((await project.AdditionalDocuments.Single().GetTextAsync()).ToString(), (await project.Documents.Single().GetTextAsync()).ToString());
    }

    private sealed class Found(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(d => d.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(diagnostics.Where(static d => !d.Location.IsInSource));
    }
}
