using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ContainerSec.Analyzers.Lifting;
using ContainerSec.Analyzers.Surfaces;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Analyzers;

/// <summary>Judges what C# code says about containers: each piece of code is lifted into the model, and the catalogue's rules judge it there.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContainerSecAnalyzer : DiagnosticAnalyzer
{
    private readonly ConditionalWeakTable<SyntaxTree, TreeNames.Wrappers> _wrappers = new();

    /// <summary>The day by which things end; null for today's. Tests hold it still.</summary>
    internal DateTime? Today { get; init; }

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // Generated code is not looked at. What is found lies in the code that was: without the flag the compiler would look through the whole file for it once more.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        // Most projects reference no library that speaks of containers: there is nothing to do.
        if (Libraries.Of(context.Compilation) is not { } libraries)
            return;
        var texts = new CodeTexts();
        var names = new TreeNames(context.Compilation, libraries, _wrappers);
        var settings = new SettingsSource(context.Compilation, context.Options);
        var judge = new CodeJudge(context.Compilation, libraries, texts, TestProject.Is(context.Compilation));
        context.RegisterCodeBlockAction(block =>
        {
            if (block.CodeBlock is BaseTypeDeclarationSyntax || !names.MayMatter(block.CodeBlock, block.CancellationToken))
                return;
            var own = settings.For(block.CodeBlock.SyntaxTree, block.CancellationToken);
            if (own.IsOff)
                return;
            var code = new CodeBlock(block.CodeBlock, block.OwningSymbol);
            foreach (var finding in judge.Judge(code, block.SemanticModel, own, Today ?? DateTime.UtcNow, block.CancellationToken))
                block.ReportDiagnostic(ToDiagnostic(finding, texts));
        });
    }

    private static Diagnostic ToDiagnostic(Finding finding, CodeTexts texts)
    {
        var related = finding.Related.Select(r => r.Text is { } place ? texts.LocationOf(place) : null).Where(static l => l is not null).Select(static l => l!);
        return RuleDescriptors.ToDiagnostic(finding, texts.LocationOf(finding.Origin!.Text!)!, related);
    }
}
