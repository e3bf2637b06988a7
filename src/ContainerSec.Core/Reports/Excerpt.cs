namespace ContainerSec.Reports;

/// <summary>The line of a text that a finding points at, with the part that is meant. Secrets in it are masked.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Text">The line, tabs as single blanks, secrets masked.</param>
/// <param name="Start">0-based column where the meant part begins.</param>
/// <param name="Length">How many columns it has in this line; at least 1.</param>
internal sealed record Excerpt(int Line, string Text, int Start, int Length)
{
    // A minified file has lines of megabytes; nobody reads more than this of one.
    private const int MaxLength = 400;

    public static Excerpt? Of(Provenance? origin)
    {
        if (origin?.Text is not { } text || text.Source.Content.Length == 0)
            return null;
        var (start, end) = (text.Start, text.End);
        var line = text.Source.Line(start.Line).Replace('\t', ' ');
        var first = start.Column - 1;
        var last = end.Line == start.Line ? end.Column - 1 : line.Length;
        if (line.Length > MaxLength)
        {
            var from = Math.Max(0, Math.Min(first - (MaxLength / 4), line.Length - MaxLength));
            line = line.Substring(from, MaxLength);
            (first, last) = (first - from, Math.Min(last - from, MaxLength));
        }

        line = Redaction.Mask(line);
        first = Math.Min(first, line.Length);
        return new Excerpt(start.Line, line, first, Math.Max(1, Math.Min(last, line.Length) - first));
    }
}
