namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Durations as Go writes them: <c>30s</c>, <c>1m30s</c>, <c>1.5h</c>.</summary>
internal static class GoDuration
{
    public static bool IsValid(string text)
    {
        if (text == "0")
            return true;
        var i = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        if (i >= text.Length)
            return false;
        while (i < text.Length)
        {
            var start = i;
            while (i < text.Length && text[i] is (>= '0' and <= '9') or '.')
                i++;
            var unit = i;
            while (i < text.Length && text[i] is not ((>= '0' and <= '9') or '.'))
                i++;
            if (unit == start || text.Substring(unit, i - unit) is not ("ns" or "us" or "µs" or "μs" or "ms" or "s" or "m" or "h"))
                return false;
        }

        return true;
    }
}
