using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers;

/// <summary>The catalogue's rules as Roslyn knows them.</summary>
/// <remarks>
/// All are enabled: which are judged is decided by <see cref="AnalyzerSettings"/>, because a descriptor that is disabled cannot be
/// switched on by a mode. Severity follows the context of the subject, so each diagnostic carries its own.
/// </remarks>
internal static class RuleDescriptors
{
    private static readonly Dictionary<string, DiagnosticDescriptor> ById =
        RuleCatalog.Rules.ToDictionary(static rule => rule.Info.Id, static rule => ToDescriptor(rule.Info), StringComparer.Ordinal);

    /// <summary>One descriptor a rule, in the order of their ids.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = RuleCatalog.Rules.Select(static rule => ById[rule.Info.Id]).ToImmutableArray();

    /// <summary>The descriptor of a rule.</summary>
    public static DiagnosticDescriptor Of(string id) => ById[id];

    /// <summary>A finding as a diagnostic.</summary>
    /// <param name="finding">The finding; its message never holds a secret.</param>
    /// <param name="location">Where its cause is.</param>
    /// <param name="related">Further places that took part.</param>
    /// <param name="properties">What a code fix has to know.</param>
    public static Diagnostic ToDiagnostic(
        Finding finding, Location location, IEnumerable<Location>? related = null, ImmutableDictionary<string, string?>? properties = null) =>
        Diagnostic.Create(Of(finding.RuleId), location, SeverityOf(finding.Severity), related, properties, finding.Message);

    /// <summary>A severity as Roslyn knows it; what is off is never reported.</summary>
    public static DiagnosticSeverity SeverityOf(Severity severity) => severity switch
    {
        Severity.Error => DiagnosticSeverity.Error,
        Severity.Warning => DiagnosticSeverity.Warning,
        Severity.Info => DiagnosticSeverity.Info,
        _ => DiagnosticSeverity.Hidden,
    };

    // A rule that is off by default shows what it is when somebody switches it on.
    private static DiagnosticDescriptor ToDescriptor(RuleInfo info) => new(
        info.Id,
        info.Title,
        "{0}",
        $"ContainerSec.{info.Chapter}",
        SeverityOf(info.Production == Severity.Off ? info.WhenOn : info.Production),
        isEnabledByDefault: true,
        $"{info.Why} {info.Fix}",
        HelpLink.Of(info));
}
