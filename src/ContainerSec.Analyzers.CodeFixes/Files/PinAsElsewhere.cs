using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Pins an image to the digest that the same file names for the same image and tag. No other digest is known here.</summary>
internal sealed class PinAsElsewhere : TextFix
{
    public override Change? At(TextPlace place)
    {
        var (content, line, span) = (place.Text.ToString(), place.Line, place.Span);
        if (span.IsEmpty || span.End > line.End)
            return null;
        // Of an instruction as a whole the image's word is meant.
        var image = place.Text.ToString(span).Trim('"', '\'');
        return DigestOf(image, content) is { } digest && place.Text.ToString(span).IndexOf(image, StringComparison.Ordinal) is var at
            ? Change.Replace("Pin to the digest that this file has for it", "Pin to the digest of this file", new TextSpan(span.Start + at + image.Length, 0), "@" + digest)
            : null;
    }

    /// <summary>The digest of an image that a text pins elsewhere; null when there is none, or more than one.</summary>
    public static string? DigestOf(string image, string text)
    {
        // A tag says which of the images of that name is meant.
        if (image.IndexOf('@') >= 0 || image.LastIndexOf(':') <= image.LastIndexOf('/') || image.Any(static c => char.IsWhiteSpace(c) || c is '$' or '{'))
            return null;
        var digests = Regex.Matches(text, $@"(?<![\w./:-]){Regex.Escape(image)}@(sha256:[0-9a-f]{{64}})\b", RegexOptions.CultureInvariant).Cast<Match>().Select(static m => m.Groups[1].Value).Distinct().ToArray();
        return digests.Length == 1 ? digests[0] : null;
    }
}
