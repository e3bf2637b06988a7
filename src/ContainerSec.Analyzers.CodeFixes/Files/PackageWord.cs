using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes a word out of a command, with its line when it stands there alone.</summary>
internal static class PackageWord
{
    public static Change? Remove(TextPlace place, string word)
    {
        var line = place.Line;
        var (before, behind) = (place.Text.ToString(TextSpan.FromBounds(line.Start, place.Span.Start)), place.Text.ToString(TextSpan.FromBounds(place.Span.End, line.End)));
        // `    vim \`: a line of a list. The last one ends the list, and what is before it would go on to nothing.
        var span = Lines.IsBlank(before) && behind.Trim() == "\\" ? line.SpanIncludingLineBreak
            : !Lines.IsBlank(before) ? TextSpan.FromBounds(place.Span.Start - (before.Length - before.TrimEnd().Length), place.Span.End)
            : default;
        return span.IsEmpty ? null : Change.Replace($"Remove {word}", "Remove", span, "") with { IsForAll = false };
    }
}
