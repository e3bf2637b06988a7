namespace ContainerSec.Reports;

/// <summary>Formats that the report of an image is written in.</summary>
public enum ImageReportFormat
{
    /// <summary>For people at a terminal: a tree of layers, then what matters.</summary>
    Text,

    /// <summary>For programs; its members are listed in docs/images/json.md.</summary>
    Json,

    /// <summary>SARIF 2.1.0: findings as results, gaps as notifications.</summary>
    Sarif,

    /// <summary>One page that needs nothing else.</summary>
    Html,

    /// <summary>JUnit XML of the findings.</summary>
    Junit,

    /// <summary>Markdown of the findings.</summary>
    Markdown,

    /// <summary>Annotations of GitHub Actions of the findings.</summary>
    Github,
}
