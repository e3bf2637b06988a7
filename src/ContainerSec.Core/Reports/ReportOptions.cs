namespace ContainerSec.Reports;

/// <summary>How a report is written.</summary>
public sealed record ReportOptions
{
    /// <summary>The defaults.</summary>
    public static ReportOptions Default { get; } = new();

    /// <summary>The lowest severity that is written.</summary>
    public Severity MinimumSeverity { get; init; } = Severity.Info;

    /// <summary>Whether the text format uses colours (ANSI escapes).</summary>
    public bool Colour { get; init; }

    /// <summary>How wide a line of the text format may be, in columns.</summary>
    public int Width { get; init; } = 120;

    /// <summary>Whether what could not be judged is written out item by item, and suppressed findings too.</summary>
    public bool Verbose { get; init; }

    /// <summary>Whether only findings are written, without excerpts and summary.</summary>
    public bool Quiet { get; init; }

    /// <summary>The version of the program that is named in the report.</summary>
    public string ToolVersion { get; init; } = typeof(ReportOptions).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
