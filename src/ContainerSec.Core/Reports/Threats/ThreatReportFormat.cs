namespace ContainerSec.Reports;

/// <summary>The forms of a report about a threat model.</summary>
public enum ThreatReportFormat
{
    /// <summary>For people at a terminal.</summary>
    Text,

    /// <summary>For programs; <c>docs/threats/json.md</c> describes it.</summary>
    Json,

    /// <summary>For a pull request or a wiki.</summary>
    Markdown,

    /// <summary>One self-contained page with the graph: pan, zoom, pick an asset, switch controls on.</summary>
    Html,

    /// <summary>A flow chart in the language of Mermaid: the paths to the assets.</summary>
    Mermaid,

    /// <summary>SARIF 2.1.0: a result for each asset that can be reached, with the path as code flow.</summary>
    Sarif,
}
