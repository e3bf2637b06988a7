using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Gives a key of YAML its present name: <c>serviceAccount</c> becomes <c>serviceAccountName</c>.</summary>
internal sealed class RenameKey(string from, string to) : TextFix
{
    public override Change? At(TextPlace place)
    {
        if (!place.IsYaml || place.Outline.At(place.Span) is not { } entry || entry.Key != from || place.Outline.ParentOf(entry) is { } parent && place.Outline.ChildrenOf(parent).Any(e => e.Key == to))
            return null;
        var at = place.Text.ToString(place.Text.Lines[entry.Line].Span).IndexOf(from, entry.Column, StringComparison.Ordinal);
        return Change.Replace($"Write {to}", $"Write {to}", new TextSpan(place.Text.Lines[entry.Line].Start + at, from.Length), to);
    }
}
