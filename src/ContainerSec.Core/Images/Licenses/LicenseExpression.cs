using System.Security.Cryptography;
using System.Text;

namespace ContainerSec.Images.Licenses;

/// <summary>Turns what a package says of its licence into an SPDX expression.</summary>
/// <remarks>SPDX Specification 2.3, annex D "SPDX license expressions". Identifiers are those of <see cref="SpdxLicenseList"/>.</remarks>
internal static class LicenseExpression
{
    // A field that holds more is the text of a licence, not its name.
    private const int MaxLength = 2000;
    private const int MaxReference = 64;

    /// <summary>The expression that a text states: <c>MIT</c> for <c>The MIT License</c>, <c>GPL-2.0-or-later OR MIT</c> for <c>GPLv2+ or Expat</c>.</summary>
    /// <param name="text">An expression, an identifier, the name of a licence, or the address of its text.</param>
    /// <returns>A valid expression in normal form; <c>LicenseRef-…</c> for a text that names no known licence; empty for none.</returns>
    public static string Normalise(string? text)
    {
        text = text?.Trim() ?? "";
        if (text.Length == 0 || text is "NOASSERTION" or "NONE" || text.Equals("UNKNOWN", StringComparison.OrdinalIgnoreCase))
            return "";
        if (LicenseNames.FindId(text) is { } id)
            return id;
        if (LicenseAddresses.Find(text) is { } known)
            return known;
        var end = text.AsSpan().IndexOfAny('\n', '\r');
        if (end < 0 && text.Length <= MaxLength)
            return LicenseExpressionParser.Parse(text) ?? ReferenceTo(text);
        // The text of a licence begins with its name.
        var firstLine = (end < 0 ? text[..80] : text[..end]).Trim();
        return firstLine.Length <= 80 && LicenseExpressionParser.ParseKnown(firstLine) is { } named ? named : ReferenceTo(text);
    }

    /// <summary>The expressions that several texts state, each once, in ascending order.</summary>
    public static IReadOnlyList<string> NormaliseAll(IEnumerable<string?> texts) =>
        [.. texts.Select(Normalise).Where(static t => t.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>A reference for a text that is no known licence: letters, digits, dots and hyphens. Different long texts have different ones.</summary>
    public static string ReferenceTo(string text)
    {
        var name = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 2 * MaxReference)))
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '.')
                name.Append(c);
            else if (name.Length > 0 && name[^1] != '-')
                name.Append('-');
        }

        var reference = name.ToString().Trim('-');
        if (reference.Length > 0 && text.Length <= MaxReference)
            return "LicenseRef-" + reference;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
        return reference.Length == 0 ? "LicenseRef-" + hash : $"LicenseRef-{reference[..Math.Min(reference.Length, 40)].TrimEnd('-')}-{hash}";
    }
}
