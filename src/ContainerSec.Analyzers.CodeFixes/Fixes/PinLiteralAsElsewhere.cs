using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Pins an image to the digest that the same code names for the same image and tag. No other digest is known here.</summary>
internal sealed class PinLiteralAsElsewhere : Fix
{
    private const string Title = "Pin to the digest that this file has for it";

    public override Change? At(FixPlace place) =>
        new ReplaceLiteral(Title, image => DigestOf(image, place) is { } digest ? $"{image}@{digest}" : null).At(place);

    /// <summary>The digest that the code names for an image by name and tag; null when it names none, or more than one.</summary>
    public static string? DigestOf(string image, FixPlace place) => PinAsElsewhere.DigestOf(image, TextOf(place));

    private static string TextOf(FixPlace place) => string.Join("\n", place.Root.DescendantTokens().Where(static t => t.IsKind(SyntaxKind.StringLiteralToken)).Select(static t => t.ValueText));
}
