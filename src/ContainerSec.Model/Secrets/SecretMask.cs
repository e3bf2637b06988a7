namespace ContainerSec.Secrets;

/// <summary>Masks secrets in a line that is shown to people. The line keeps its length, so that columns stay true.</summary>
/// <remarks>
/// Masked is what stands behind a name that says secret (<c>PASSWORD=…</c>, <c>"apiKey": "…"</c>, <c>--token …</c>), the password of an
/// address, and keys that are known by their form. Placeholders and variables stay readable.
/// </remarks>
internal static class SecretMask
{
    private const char Masked = '*';

    // A longer value is masked unseen: nobody reads it, and values may hold names with values.
    private const int MaxValue = 4096;

    /// <summary>The line with its secrets masked.</summary>
    /// <param name="line">One line, or a message.</param>
    public static string Of(string line)
    {
        char[]? masked = null;
        MaskNamedValues(line, ref masked);
        MaskAddresses(line, ref masked);
        MaskKnownForms(line, ref masked);
        return masked is null ? line : new string(masked);
    }

    /// <summary>The line with parts of it masked; quotes at the ends of a part stay.</summary>
    /// <param name="line">One line.</param>
    /// <param name="parts">0-based columns where each begins and behind its end; what is outside of the line does not count.</param>
    public static string Parts(string line, IEnumerable<(int Start, int End)> parts)
    {
        char[]? masked = null;
        foreach (var part in parts)
        {
            var (start, end) = (Math.Max(0, part.Start), Math.Min(part.End, line.Length));
            while (start < end && line[start] is '"' or '\'')
                start++;
            while (end > start && line[end - 1] is '"' or '\'')
                end--;
            Mask(line, start, end, ref masked);
        }

        return masked is null ? line : new string(masked);
    }

    private static void MaskNamedValues(string line, ref char[]? masked)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (!IsNameCharacter(line[i]) || (i > 0 && IsNameCharacter(line[i - 1])))
                continue;
            var end = i;
            while (end < line.Length && IsNameCharacter(line[end]))
                end++;
            var name = line.Substring(i, end - i).TrimStart('-');
            var maskedEnd = ValueStart(line, i, end) is var start and >= 0 && SecretName.SaysSecret(name, []) ? MaskValue(line, start, ref masked) : -1;
            // What is masked needs no second look: a name may stand in the value of another, and so on.
            i = Math.Max(end, maskedEnd) - 1;
        }
    }

    // Behind "=", ":" or, of an option and of ENV and ARG, a blank; -1 when no value follows.
    private static int ValueStart(string line, int nameStart, int nameEnd)
    {
        var i = nameEnd;
        if (i < line.Length && line[i] is '"' or '\'')
            i++;
        var blanks = i;
        while (i < line.Length && line[i] == ' ')
            i++;
        if (i < line.Length && line[i] is '=' or ':')
            i++;
        else if (i == blanks || !(line[nameStart] == '-' || IsBehindKeyword(line, nameStart)))
            return -1;
        while (i < line.Length && line[i] == ' ')
            i++;
        return i < line.Length ? i : -1;
    }

    // ENV or ARG as the first word of the line, right before the name.
    private static bool IsBehindKeyword(string line, int nameStart)
    {
        var end = nameStart;
        while (end > 0 && line[end - 1] is ' ' or '\t')
            end--;
        var start = end - 3;
        if (start < 0 || !(string.Compare(line, start, "ENV", 0, 3, StringComparison.OrdinalIgnoreCase) == 0 || string.Compare(line, start, "ARG", 0, 3, StringComparison.OrdinalIgnoreCase) == 0))
            return false;
        while (start > 0 && line[start - 1] is ' ' or '\t')
            start--;
        return start == 0;
    }

    // Where the value ends when it was masked; else -1.
    private static int MaskValue(string line, int start, ref char[]? masked)
    {
        var quote = line[start] is '"' or '\'' ? line[start] : '\0';
        if (quote != '\0')
            start++;
        var end = start;
        while (end < line.Length && (quote != '\0' ? line[end] != quote : line[end] is not (' ' or ',' or '}' or ']' or '"' or '\'' or ';' or '&')))
            end++;
        if (end == start || (end - start <= MaxValue && SecretValue.Of(line.Substring(start, end - start)).Kind is SecretKind.Harmless or SecretKind.Placeholder))
            return -1;
        Mask(line, start, end, ref masked);
        return end;
    }

    private static void MaskAddresses(string line, ref char[]? masked)
    {
        for (var at = line.IndexOf("://", StringComparison.Ordinal); at >= 0; at = line.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            var end = line.IndexOfAny(['/', '?', '#', ' ', '"', '\''], at + 3);
            end = end < 0 ? line.Length : end;
            var host = line.LastIndexOf('@', end - 1, end - at - 3);
            var colon = host < 0 ? -1 : line.IndexOf(':', at + 3, host - at - 3);
            if (colon >= 0 && host > colon + 1 && !Placeholder.IsWholly(line.Substring(colon + 1, host - colon - 1)))
                Mask(line, colon + 1, host, ref masked);
        }
    }

    private static void MaskKnownForms(string line, ref char[]? masked)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (!IsNameCharacter(line[i]))
                continue;
            var end = i;
            while (end < line.Length && IsNameCharacter(line[end]))
                end++;
            // The opening tells what it is, and nothing of the secret.
            if (end - i >= 20 && SecretFormats.Find(line.Substring(i, end - i)) is not null)
                Mask(line, i + 4, end, ref masked);
            i = end;
        }
    }

    private static void Mask(string line, int start, int end, ref char[]? masked)
    {
        masked ??= line.ToCharArray();
        for (var i = start; i < end; i++)
            masked[i] = Masked;
    }

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.';
}
