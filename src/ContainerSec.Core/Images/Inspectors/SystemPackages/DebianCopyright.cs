using ContainerSec.Images.Licenses;

namespace ContainerSec.Images.Inspectors;

/// <summary>Reads the licences of a machine-readable copyright file.</summary>
/// <remarks>
/// Debian's "Machine-readable debian/copyright file", version 1.0: the first paragraph has the field Format; the first line of each field License is
/// short names joined by "or", "and", commas and "with … exception". Files in any other form are for people: nothing is guessed from them.
/// </remarks>
internal static class DebianCopyright
{
    private static readonly string[] Fields = ["Format", "License"];

    /// <summary>The licences as SPDX expressions, in ascending order, each once; empty when the file is not machine-readable.</summary>
    public static IReadOnlyList<string> Read(ReadOnlySpan<byte> content)
    {
        var (isFirst, isReadable) = (true, false);
        var licenses = new SortedSet<string>(StringComparer.Ordinal);
        ControlStanza.Read(content, Fields, fields =>
        {
            if (isFirst)
                isReadable = fields.GetValueOrDefault("Format", "").Contains("copyright-format/1.0", StringComparison.Ordinal);
            isFirst = false;
            if (isReadable && fields.TryGetValue("License", out var license) && LicenseExpression.Normalise(license.Split('\n')[0]) is { Length: > 0 } expression && licenses.Count < 200)
                licenses.Add(expression);
        });
        return [.. licenses];
    }
}
