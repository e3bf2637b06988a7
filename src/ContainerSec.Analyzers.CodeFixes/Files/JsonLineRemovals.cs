using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes lines with one property each out of a JSON text, and the comma that then stands before a closing brace.</summary>
internal static class JsonLineRemovals
{
    public static IEnumerable<TextChange> Of(Microsoft.CodeAnalysis.Text.SourceText text, IEnumerable<int> lines)
    {
        var gone = new HashSet<int>(lines);
        foreach (var line in gone)
        {
            yield return new TextChange(text.Lines[line].SpanIncludingLineBreak, "");
            if (text.ToString(text.Lines[line].Span).TrimEnd().EndsWith(",", StringComparison.Ordinal))
                continue;
            // It was the last of its object.
            var before = line - 1;
            while (before >= 0 && (gone.Contains(before) || text.ToString(text.Lines[before].Span).Trim().Length == 0))
                before--;
            if (before >= 0 && text.ToString(text.Lines[before].Span).TrimEnd() is [.., ','] content)
                yield return new TextChange(new TextSpan(text.Lines[before].Start + content.Length - 1, 1), "");
        }
    }
}
