using System.Text.RegularExpressions;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes a property or an item that stands on a line of its own out of a project file.</summary>
/// <param name="names">The elements that it is for.</param>
internal sealed class RemoveXmlLine(params string[] names) : TextFix
{
    private static readonly Regex Element = new("""^\s*<([\w.]+)\b[^<>]*(?:/>|>[^<>]*</\1>)\s*$""", RegexOptions.CultureInvariant);

    public override Change? At(TextPlace place) =>
        place.Surface == Surface.Project && Element.Match(place.Text.ToString(place.Line.Span)) is { Success: true } match && names.Contains(match.Groups[1].Value)
            ? Change.Replace($"Remove {match.Groups[1].Value}", "Remove", place.Line.SpanIncludingLineBreak, "")
            : null;
}
