namespace ContainerSec.Analyzers;

/// <summary>How much is judged.</summary>
internal enum AnalyzerMode
{
    /// <summary>The quiet default.</summary>
    Recommended,

    /// <summary>Every rule.</summary>
    Strict,

    /// <summary>Nothing.</summary>
    Off,
}
