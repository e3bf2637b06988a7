namespace ContainerSec.Reports;

/// <summary>Writes reports.</summary>
public static class Report
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">What is written.</param>
    /// <param name="format">The format.</param>
    /// <param name="writer">Where it is written to; its line ends are <c>\n</c>.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static void Write(CheckReport report, ReportFormat format, TextWriter writer, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        options ??= ReportOptions.Default;
        switch (format)
        {
            case ReportFormat.Text: TextReport.Write(report, writer, options); break;
            case ReportFormat.Json: JsonReport.Write(report, writer, options); break;
            case ReportFormat.Sarif: SarifReport.Write(report, writer, options); break;
            case ReportFormat.Junit: JunitReport.Write(report, writer, options); break;
            case ReportFormat.Markdown: MarkdownReport.Write(report, writer, options); break;
            case ReportFormat.Html: HtmlReport.Write(report, writer, options); break;
            case ReportFormat.Github: GithubReport.Write(report, writer, options); break;
            default: throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format.");
        }
    }
}
