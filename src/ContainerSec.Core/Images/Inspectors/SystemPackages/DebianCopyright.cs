using ContainerSec.Images.Licenses;

namespace ContainerSec.Images.Inspectors;

/// <summary>Reads the licences of a machine-readable copyright file.</summary>
/// <remarks>
/// Debian's "Machine-readable debian/copyright file", version 1.0: the first paragraph has the field Format; the first line of each field License is
/// short names joined by "or", "and", commas and "with … exception". Files in any other form are for people: nothing is guessed from them.
/// </remarks>
internal static class DebianCopyright
{
    // A kernel's file has some hundred.
    private const int MaxStatements = 2000;
    private const int MaxLength = 500;

    private static readonly string[] Fields = ["Format", "License"];

    /// <summary>The licences as SPDX expressions, in ascending order, each once; empty when the file is not machine-readable.</summary>
    public static IReadOnlyList<string> Read(ReadOnlySpan<byte> content)
    {
        var (isFirst, isReadable, left) = (true, false, MaxStatements);
        var licenses = new SortedSet<string>(StringComparer.Ordinal);
        ControlStanza.Read(content, Fields, fields =>
        {
            if (isFirst)
                isReadable = fields.GetValueOrDefault("Format", "").Contains("copyright-format/1.0", StringComparison.Ordinal);
            isFirst = false;
            if (isReadable && left-- > 0 && fields.TryGetValue("License", out var license) && ExpressionOf(license.Split('\n')[0] is { Length: > MaxLength } text ? text[..MaxLength] : license.Split('\n')[0]) is { Length: > 0 } expression)
                licenses.Add(expression);
        });
        return [.. licenses];
    }

    // The format, on the syntax of licences: "and" binds more tightly than "or", and a comma before either makes it bind less. "A or B, and C" is "(A or B) and C".
    private static string ExpressionOf(string text)
    {
        var (before, parts) = ("", new List<string>());
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var word = part.StartsWith("and ", StringComparison.OrdinalIgnoreCase) ? "AND" : part.StartsWith("or ", StringComparison.OrdinalIgnoreCase) ? "OR" : "";
            // A list without words, or with both: what it means is left to the one who reads expressions.
            if (parts.Count > 0 && (word.Length == 0 || (before.Length > 0 && word != before)))
                return LicenseExpression.Normalise(text);
            before = word;
            parts.Add(word.Length == 0 ? part : part[(word.Length + 1)..]);
        }

        if (parts.Count < 2)
            return LicenseExpression.Normalise(text);
        var expressions = parts.Select(LicenseExpression.Normalise).Where(static e => e.Length > 0).Select(static e => e.Contains(" OR ", StringComparison.Ordinal) || e.Contains(" AND ", StringComparison.Ordinal) ? $"({e})" : e);
        return string.Join($" {before} ", expressions);
    }
}
