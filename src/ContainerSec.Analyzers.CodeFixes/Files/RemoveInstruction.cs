using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes an instruction of a Dockerfile out, with the lines that it goes on over.</summary>
/// <param name="keywords">The instructions that it is for; one with several variables is left to the user.</param>
internal sealed class RemoveInstruction(params string[] keywords) : TextFix
{
    public override Change? At(TextPlace place)
    {
        if (place.Surface != Surface.Dockerfile)
            return null;
        var lines = place.Text.Lines;
        var (first, last) = (place.Line.LineNumber, lines.GetLineFromPosition(place.Span.End).LineNumber);
        while (first > 0 && GoesOn(place, first - 1))
            first--;
        while (last + 1 < lines.Count && GoesOn(place, last))
            last++;
        var words = place.Text.ToString(TextSpan.FromBounds(lines[first].Start, lines[last].End)).Split([' ', '\t', '\r', '\n', '\\'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !keywords.Contains(words[0].ToUpperInvariant()) || words.Any(static w => w.StartsWith("<<", StringComparison.Ordinal)) || IsOneOfSeveral(words))
            return null;
        return Change.Replace($"Remove {words[0]}", "Remove", TextSpan.FromBounds(lines[first].Start, lines[last].EndIncludingLineBreak), "");
    }

    private static bool GoesOn(TextPlace place, int line) => place.Text.ToString(place.Text.Lines[line].Span).TrimEnd().EndsWith("\\", StringComparison.Ordinal);

    private static bool IsOneOfSeveral(string[] words) => (words[0].ToUpperInvariant() is "VOLUME" && (words.Length > 2 || words.Any(static w => w.Contains(',')))) || words[0].ToUpperInvariant() is "ENV" or "ARG" or "LABEL" && words.Skip(1).Count(static w => w.Contains('=')) > 1;
}
