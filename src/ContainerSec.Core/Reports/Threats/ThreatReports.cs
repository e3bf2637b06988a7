using ContainerSec.Threats;

namespace ContainerSec.Reports;

/// <summary>Writes reports about threat models.</summary>
public static class ThreatReports
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">What is reported.</param>
    /// <param name="format">The form.</param>
    /// <param name="writer">Takes the text.</param>
    /// <param name="options">Width, colour, how much; null for the defaults.</param>
    public static void Write(ThreatReport report, ThreatReportFormat format, TextWriter writer, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        options ??= ReportOptions.Default;
        switch (format)
        {
            case ThreatReportFormat.Text: ThreatTextReport.Write(report, writer, options); break;
            case ThreatReportFormat.Json: ThreatJsonReport.Write(report, writer, options); break;
            case ThreatReportFormat.Markdown: ThreatMarkdownReport.Write(report, writer); break;
            case ThreatReportFormat.Html: ThreatHtmlReport.Write(report, writer, options); break;
            case ThreatReportFormat.Mermaid: ThreatMermaidReport.Write(report, writer); break;
            case ThreatReportFormat.Sarif: ThreatSarifReport.Write(report, writer, options); break;
            default: throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format.");
        }
    }
}
