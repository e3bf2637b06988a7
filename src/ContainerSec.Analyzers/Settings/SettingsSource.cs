using System.Collections.Concurrent;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSec.Analyzers;

/// <summary>Finds the settings of each file of a compilation; safe to use from many threads.</summary>
/// <remarks>
/// A key of <c>.editorconfig</c> that covers the file wins over one of a <c>.globalconfig</c>, that over the project's property. A severity
/// that was written for an id wins over the mode, in the order in which the compiler itself looks.
/// </remarks>
internal sealed class SettingsSource(Compilation compilation, AnalyzerOptions options)
{
    private readonly ConcurrentDictionary<object, AnalyzerSettings> _byFile = new();
    private readonly ConcurrentDictionary<string, AnalyzerSettings> _byText = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, Severity>? _ofFiles;

    /// <summary>Whether files beside the code are read.</summary>
    public bool ReadsFiles => !IsFalse(Find(null, "containersec.files", "ContainerSecFiles"));

    /// <summary>The settings of a source file.</summary>
    public AnalyzerSettings For(SyntaxTree tree, CancellationToken cancellationToken) =>
        _byFile.TryGetValue(tree, out var settings) ? settings : _byFile.GetOrAdd(tree, Create(options.AnalyzerConfigOptionsProvider.GetOptions(tree), tree, cancellationToken));

    /// <summary>The settings of a file beside the code.</summary>
    public AnalyzerSettings For(AdditionalText file, CancellationToken cancellationToken) =>
        _byFile.TryGetValue(file, out var settings) ? settings : _byFile.GetOrAdd(file, Create(options.AnalyzerConfigOptionsProvider.GetOptions(file), null, cancellationToken));

    /// <summary>The text of a mode that is none, as far as the project's property, a global file and the first source file tell; null when all is well.</summary>
    public string? UnknownMode()
    {
        var first = compilation.SyntaxTrees.FirstOrDefault();
        var text = Find(first is null ? null : options.AnalyzerConfigOptionsProvider.GetOptions(first), "containersec.mode", "ContainerSecMode");
        return ParseMode(text) is null ? text : null;
    }

    private AnalyzerSettings Create(AnalyzerConfigOptions own, SyntaxTree? tree, CancellationToken cancellationToken)
    {
        var mode = ParseMode(Find(own, "containersec.mode", "ContainerSecMode")) ?? AnalyzerMode.Recommended;
        if (mode == AnalyzerMode.Off)
            return AnalyzerSettings.Off;
        var registries = Find(own, "containersec.trusted_registries", "ContainerSecTrustedRegistries");
        var words = Find(own, "containersec.secret_words", "ContainerSecSecretWords");
        // No section of an .editorconfig gives a severity for a file beside the code, so all of them have the same.
        var severities = tree is null ? _ofFiles ??= Severities(null, cancellationToken) : Severities(tree, cancellationToken);
        var text = new StringBuilder().Append(mode).Append('|').Append(registries).Append('|').Append(words);
        foreach (var severity in severities)
            text.Append('|').Append(severity.Key).Append(severity.Value);
        return _byText.GetOrAdd(text.ToString(), all => AnalyzerSettings.Create(mode, ToOptions(registries, words), severities, all));
    }

    private static PolicyOptions ToOptions(string registries, string words) => registries.Length + words.Length == 0
        ? PolicyOptions.Default
        : new PolicyOptions { TrustedRegistries = Split(registries), SecretWords = Split(words) };

    // In the order of the catalogue, so that equal settings have equal texts.
    private SortedDictionary<string, Severity> Severities(SyntaxTree? tree, CancellationToken cancellationToken)
    {
        var severities = new SortedDictionary<string, Severity>(StringComparer.Ordinal);
        foreach (var rule in RuleCatalog.Rules)
        {
            if (ToSeverity(Written(rule.Info.Id, tree, cancellationToken)) is { } severity)
                severities.Add(rule.Info.Id, severity);
        }

        return severities;
    }

    // As the compiler: rule sets and the command line, then the file's .editorconfig, then global files.
    private ReportDiagnostic Written(string id, SyntaxTree? tree, CancellationToken cancellationToken)
    {
        if (compilation.Options.SpecificDiagnosticOptions.TryGetValue(id, out var report) && report != ReportDiagnostic.Default)
            return report;
        if (compilation.Options.SyntaxTreeOptionsProvider is not { } provider)
            return ReportDiagnostic.Default;
        return (tree is not null && provider.TryGetDiagnosticValue(tree, id, cancellationToken, out report)) || provider.TryGetGlobalDiagnosticValue(id, cancellationToken, out report)
            ? report
            : ReportDiagnostic.Default;
    }

    private static Severity? ToSeverity(ReportDiagnostic report) => report switch
    {
        ReportDiagnostic.Error => Severity.Error,
        ReportDiagnostic.Warn => Severity.Warning,
        ReportDiagnostic.Info => Severity.Info,
        ReportDiagnostic.Hidden => Severity.Hidden,
        ReportDiagnostic.Suppress => Severity.Off,
        _ => null,
    };

    // An empty value is one that is not set.
    private string Find(AnalyzerConfigOptions? own, string key, string property)
    {
        var global = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (own is not null && own.TryGetValue(key, out var value) && value.Trim() is { Length: > 0 } ofFile)
            return ofFile;
        if (global.TryGetValue(key, out value) && value.Trim() is { Length: > 0 } ofAll)
            return ofAll;
        return global.TryGetValue("build_property." + property, out value) ? value.Trim() : "";
    }

    private static AnalyzerMode? ParseMode(string text) => text.ToLowerInvariant() switch
    {
        "" or "recommended" => AnalyzerMode.Recommended,
        "strict" => AnalyzerMode.Strict,
        "off" => AnalyzerMode.Off,
        _ => null,
    };

    private static bool IsFalse(string text) => text.ToLowerInvariant() is "false" or "off" or "disable";

    private static string[] Split(string text) =>
        [.. text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Trim()).Where(static part => part.Length > 0)];
}
