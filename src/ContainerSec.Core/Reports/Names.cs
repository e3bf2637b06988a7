using ContainerSec.Readers;

namespace ContainerSec.Reports;

/// <summary>How severities, formats and places are spelled in reports.</summary>
internal static class Names
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Info => "info",
        Severity.Hidden => "hidden",
        _ => "off",
    };

    public static string Of(ProblemSeverity severity) => severity switch
    {
        ProblemSeverity.Error => "error",
        ProblemSeverity.Warning => "warning",
        _ => "note",
    };

    public static string Of(SuppressionKind kind) => kind switch
    {
        SuppressionKind.Waiver => "waiver",
        SuppressionKind.Inline => "comment",
        _ => "baseline",
    };

    /// <summary>The file of a finding; a name for findings that are in no text.</summary>
    public static string FileOf(Provenance? origin) => origin is ImageProvenance place ? place.Path : origin?.Text?.Source.Path ?? "(no file)";

    /// <summary>The mode of a file in an image: four octal digits.</summary>
    public static string OfMode(int mode) => Convert.ToString(mode, 8).PadLeft(4, '0');

    /// <summary>The name of a value in words: <c>Elevation of privilege</c> of <c>ElevationOfPrivilege</c>.</summary>
    public static string Words<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select(static (c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
