namespace ContainerSec.Readers;

/// <summary>How bad a problem of reading is.</summary>
public enum ProblemSeverity
{
    /// <summary>Nothing is wrong, but something was left out: a template that has to be rendered first.</summary>
    Note,

    /// <summary>A part was not understood; the rest was read.</summary>
    Warning,

    /// <summary>The text is malformed: what is wrong has to be mended before it can be judged.</summary>
    Error,
}
