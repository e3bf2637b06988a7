namespace ContainerSec.Reports;

/// <summary>Formats that a report is written in.</summary>
public enum ReportFormat
{
    /// <summary>For people at a terminal, with code excerpts.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>SARIF 2.1.0, for code scanning services and editors.</summary>
    Sarif,

    /// <summary>JUnit XML, for test reports of build services.</summary>
    Junit,

    /// <summary>Markdown, for comments and summaries.</summary>
    Markdown,

    /// <summary>One page that needs nothing else.</summary>
    Html,

    /// <summary>Annotations of GitHub Actions.</summary>
    Github,
}
