using System.Text;

namespace ContainerSec.Images.Sources;

/// <summary>Text of an image in messages: on one line, not longer than a reader wants.</summary>
internal static class Shown
{
    private const int MaxLength = 200;

    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "(none)";
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= MaxLength)
                return shown.Append('…').ToString();
            shown.Append(Rune.IsControl(rune) ? new Rune('?') : rune);
        }

        return shown.ToString();
    }

    /// <summary>Some texts, sorted, at most twenty.</summary>
    public static string List(IEnumerable<string> texts)
    {
        var sorted = texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(21).ToList();
        var shown = string.Join(", ", sorted.Take(20).Select(Text));
        return sorted.Count > 20 ? shown + ", …" : shown;
    }
}
