using System.Globalization;

namespace ContainerSec.Reports;

/// <summary>How many findings of each severity, and how they are said.</summary>
internal readonly record struct Counts(int Errors, int Warnings, int Infos, int Suppressed)
{
    public static Counts Of(CheckReport report) => new(
        report.Open.Count(static f => f.Severity == Severity.Error),
        report.Open.Count(static f => f.Severity == Severity.Warning),
        report.Open.Count(static f => f.Severity == Severity.Info),
        report.Findings.Count(static f => f.IsSuppressed));

    /// <summary>"2 errors, 1 warning".</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        Add(parts, Errors, "error");
        Add(parts, Warnings, "warning");
        Add(parts, Infos, "info");
        return parts.Count == 0 ? "nothing found" : string.Join(", ", parts);
    }

    public static string Of(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 || noun == "info" ? "" : "s")}");

    private static void Add(List<string> parts, int count, string noun)
    {
        if (count > 0)
            parts.Add(Of(count, noun));
    }
}
