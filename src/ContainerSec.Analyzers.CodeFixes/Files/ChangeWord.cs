using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Changes a word of a Dockerfile, or takes it out: <c>--network=host</c>, <c>curl -k</c>, <c>ADD</c>.</summary>
/// <param name="title">What is done, for the user; null names the word that goes.</param>
/// <param name="change">The new word for the old one: empty to take it out, null when it is none for this edit.</param>
internal sealed class ChangeWord(string? title, Func<string, string?> change) : TextFix
{
    /// <summary>Whether it is right wherever it stands, so that Fix All may do it.</summary>
    public bool IsForAll { get; init; } = true;

    public override Change? At(TextPlace place)
    {
        if (place.Surface != Surface.Dockerfile || place.Span.IsEmpty)
            return null;
        // The place may be the value of an option, or an instruction as a whole: then its first word is meant.
        var (start, end, line) = (place.Span.Start, place.Span.Start, place.Line);
        while (start > line.Start && !char.IsWhiteSpace(place.Text[start - 1]))
            start--;
        while (end < line.End && !char.IsWhiteSpace(place.Text[end]))
            end++;
        var word = place.Text.ToString(TextSpan.FromBounds(start, end));
        if (change(word) is not { } text || text == word)
            return null;
        if (text.Length > 0)
            return Change.Replace(title ?? $"Write {text}", title ?? "Write", TextSpan.FromBounds(start, end), text) with { IsForAll = IsForAll };
        while (end < line.End && place.Text[end] == ' ')
            end++;
        return Change.Replace(title ?? $"Remove {word}", "Remove", TextSpan.FromBounds(start, end), "");
    }
}
