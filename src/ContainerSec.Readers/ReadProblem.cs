namespace ContainerSec.Readers;

/// <summary>Something that a reader could not read, and what to do about it.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What is wrong and what to do, in one sentence.</param>
/// <param name="Origin">The place.</param>
public sealed record ReadProblem(ProblemSeverity Severity, string Message, Provenance? Origin)
{
    /// <summary>The stable code that stands before the message: malformed content is <c>CSEC0104</c>.</summary>
    public string Code { get; init; } = "CSEC0104";

    /// <summary>Whether the text breaks the grammar here; then other problems may only follow from it.</summary>
    internal bool IsSyntax { get; init; }

    /// <summary>As MSBuild and editors read it: <c>file(line,column): error CSEC0104: message</c>.</summary>
    public override string ToString()
    {
        var severity = Severity switch { ProblemSeverity.Error => "error", ProblemSeverity.Warning => "warning", _ => "info" };
        if (Origin?.Text is not { } text)
            return $"{severity} {Code}: {Message}";
        var start = text.Start;
        return $"{text.Source.Path}({start.Line},{start.Column}): {severity} {Code}: {Message}";
    }
}
