using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Analyzers;

/// <summary>Judges the files beside the code: Dockerfiles, Compose files, Kubernetes manifests, launch profiles, the project file.</summary>
/// <remarks>It sees what the project lists as AdditionalFiles, and opens nothing else.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfigurationFileAnalyzer : DiagnosticAnalyzer
{
    // An editor makes a compilation a keystroke, and hands over the same files again while only C# changes.
    private readonly ConditionalWeakTable<AdditionalText, JudgedFiles> _judged = new();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
        context.RegisterCompilationAction(ReportUnknownMode);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        if (context.Options.AdditionalFiles.IsEmpty)
            return;
        var settings = new SettingsSource(context.Compilation, context.Options);
        if (!settings.ReadsFiles)
            return;
        var files = new FileFindings(context.Options.AdditionalFiles, settings, _judged);
        context.RegisterAdditionalFileAction(file =>
        {
            foreach (var diagnostic in files.Of(file.AdditionalFile.Path, file.CancellationToken))
                file.ReportDiagnostic(diagnostic);
        });
    }

    // Said once and nowhere in particular: several places may set the mode, and they are not told apart here.
    private static void ReportUnknownMode(CompilationAnalysisContext context)
    {
        if (new SettingsSource(context.Compilation, context.Options).UnknownMode() is { } mode)
            context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.Of("CSEC0104"), Location.None, $"The mode '{mode}' of ContainerSec is none of recommended, strict and off; recommended applies."));
    }
}
