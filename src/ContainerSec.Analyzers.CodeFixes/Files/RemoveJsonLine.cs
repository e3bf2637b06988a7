using System.Text.RegularExpressions;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes a property that stands on a line of its own out of launchSettings.json.</summary>
internal sealed class RemoveJsonLine : TextFix
{
    private static readonly Regex Property = new("""^\s*"((?:[^"\\]|\\.)*)"\s*:\s*("(?:[^"\\]|\\.)*"|true|false|-?\d+)\s*,?\s*$""", RegexOptions.CultureInvariant);

    public override Change? At(TextPlace place) =>
        place.Surface == Surface.LaunchSettings && Property.Match(place.Text.ToString(place.Line.Span)) is { Success: true } match
            ? new Change($"Remove {match.Groups[1].Value}", "Remove") { RemovedLines = [place.Line.LineNumber] }
            : null;
}
