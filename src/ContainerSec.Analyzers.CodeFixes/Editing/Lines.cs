using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>The lines around a part of a text that is taken out.</summary>
internal sealed class Lines(Microsoft.CodeAnalysis.Text.SourceText text)
{
    /// <summary>Whether a text is only spaces, tabs and ends of lines.</summary>
    public static bool IsBlank(string part) => string.IsNullOrWhiteSpace(part);

    /// <summary>A part with what must go along: the whole lines when nothing else stands on them, else the space beside it.</summary>
    /// <param name="span">What is taken out.</param>
    /// <param name="joinsBlankLines">Whether an empty line goes too where there would be two.</param>
    public TextSpan Around(TextSpan span, bool joinsBlankLines = false)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(span.Start), text.Lines.GetLineFromPosition(span.End));
        var startsLine = IsBlank(text.ToString(TextSpan.FromBounds(first.Start, span.Start)));
        var rest = text.ToString(TextSpan.FromBounds(span.End, last.End));
        if (startsLine && (IsBlank(rest) || rest.TrimStart().StartsWith("//", StringComparison.Ordinal)))
        {
            var end = last.EndIncludingLineBreak;
            if (joinsBlankLines && IsBlankLine(first.LineNumber - 1) && IsBlankLine(last.LineNumber + 1))
                end = text.Lines[last.LineNumber + 1].EndIncludingLineBreak;
            return TextSpan.FromBounds(first.Start, end);
        }

        var (from, to) = (span.Start, span.End);
        if (IsBlank(rest))
        {
            while (from > first.Start && text[from - 1] is ' ' or '\t')
                from--;
        }
        else
        {
            while (to < last.End && text[to] is ' ' or '\t')
                to++;
        }

        return TextSpan.FromBounds(from, to);
    }

    private bool IsBlankLine(int number) => number >= 0 && number < text.Lines.Count && IsBlank(text.ToString(text.Lines[number].Span));
}
