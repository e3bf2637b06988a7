using ContainerSec.Secrets;

namespace ContainerSec.Reports;

/// <summary>The lines that findings point at, with the part that is meant. Secrets in them are masked.</summary>
/// <remarks>What a finding about a secret points at is masked in every excerpt of the report, whichever finding shows the line.</remarks>
internal sealed class Excerpts
{
    // A minified file has lines of megabytes; nobody reads more than this of one.
    private const int MaxLength = 400;

    private readonly ILookup<(SourceText, int), TextProvenance> _secrets;

    // Many findings may point at one long line.
    private readonly Dictionary<(SourceText, int), string> _masked = [];

    public Excerpts(CheckReport report)
    {
        _secrets = report.Findings
            .Where(static f => f.Rule.Info.PointsAtSecret).Select(static f => f.Origin?.Text).OfType<TextProvenance>()
            .SelectMany(static t => Enumerable.Range(t.Start.Line, t.End.Line - t.Start.Line + 1).Select(line => (Line: (t.Source, line), Secret: t)))
            .ToLookup(static s => s.Line, static s => s.Secret);
    }

    /// <summary>The excerpt of a place; null when it is in no text.</summary>
    public Excerpt? Of(Provenance? origin)
    {
        if (origin?.Text is not { } text || text.Source.Content.Length == 0)
            return null;
        var (start, end) = (text.Start, text.End);
        if (!_masked.TryGetValue((text.Source, start.Line), out var line))
            _masked.Add((text.Source, start.Line), line = MaskSecrets(text.Source, start.Line).Replace('\t', ' '));
        var first = start.Column - 1;
        var last = end.Line == start.Line ? end.Column - 1 : line.Length;
        if (line.Length > MaxLength)
        {
            var from = Math.Max(0, Math.Min(first - (MaxLength / 4), line.Length - MaxLength));
            line = line.Substring(from, MaxLength);
            (first, last) = (first - from, Math.Min(last - from, MaxLength));
        }

        first = Math.Min(first, line.Length);
        return new Excerpt(start.Line, line, first, Math.Max(1, Math.Min(last, line.Length) - first));
    }

    private string MaskSecrets(SourceText source, int number)
    {
        var line = SecretMask.Of(source.Line(number));
        var lineStart = source.LineStart(number);
        var parts = _secrets[(source, number)].Select(s => (s.StartOffset - lineStart, s.EndOffset - lineStart)).ToList();
        return parts.Count == 0 ? line : SecretMask.Parts(line, parts);
    }
}

/// <summary>The line of a text that a finding points at.</summary>
/// <param name="Line">1-based line.</param>
/// <param name="Text">The line, tabs as single blanks, secrets masked.</param>
/// <param name="Start">0-based column where the meant part begins.</param>
/// <param name="Length">How many columns it has in this line; at least 1.</param>
internal sealed record Excerpt(int Line, string Text, int Start, int Length);
