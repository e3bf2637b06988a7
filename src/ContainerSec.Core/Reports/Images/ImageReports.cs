using ContainerSec.Images;
using ContainerSec.Readers;

namespace ContainerSec.Reports;

/// <summary>Writes reports of images.</summary>
public static class ImageReports
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">What is written.</param>
    /// <param name="format">The format.</param>
    /// <param name="writer">Where it is written to; its line ends are <c>\n</c>.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static void Write(ImageReport report, ImageReportFormat format, TextWriter writer, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        options ??= ReportOptions.Default;
        switch (format)
        {
            case ImageReportFormat.Text: ImageTextReport.Write(report, writer, options); break;
            case ImageReportFormat.Json: ImageJsonReport.Write(report, writer, options); break;
            case ImageReportFormat.Html: ImageHtmlReport.Write(report, writer, options); break;
            case ImageReportFormat.Sarif: Report.Write(ToCheckReport(report), ReportFormat.Sarif, writer, options); break;
            case ImageReportFormat.Junit: Report.Write(ToCheckReport(report), ReportFormat.Junit, writer, options); break;
            case ImageReportFormat.Markdown: Report.Write(ToCheckReport(report), ReportFormat.Markdown, writer, options); break;
            case ImageReportFormat.Github: Report.Write(ToCheckReport(report), ReportFormat.Github, writer, options); break;
            default: throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format.");
        }
    }

    // Formats that hold findings only are written in one way, whatever was judged.
    private static CheckReport ToCheckReport(ImageReport report) => new()
    {
        Policy = report.Policy,
        Findings = report.Findings,
        Unjudged = report.Unjudged,
        Passed = report.Passed,
        Problems = [.. report.Gaps.Select(static g => new ReadProblem(ProblemSeverity.Warning, g.Message, new ImageProvenance(g.Path ?? g.Layer ?? "image", g.Layer)) { Code = "CSEC0102" })],
    };
}
