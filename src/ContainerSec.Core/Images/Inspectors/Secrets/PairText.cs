namespace ContainerSec.Images.Inspectors.Secrets;

/// <summary>Reads names and values out of configuration files, by their punctuation alone: a damaged file is read as far as it makes sense.</summary>
internal static class PairText
{
    private const int LongestValue = 4096;

    /// <summary>NAME=value, name: value, export NAME="value": one a line.</summary>
    public static IEnumerable<(string Name, int Start, int End)> Lines(string text)
    {
        foreach (var (lineStart, lineEnd) in LinesOf(text))
        {
            var start = lineStart;
            while (start < lineEnd && text[start] is ' ' or '\t' or '-')
                start++;
            if (start >= lineEnd || text[start] is '#' or ';' or '!')
                continue;
            if (text.AsSpan(start, lineEnd - start).StartsWith("export ", StringComparison.Ordinal))
                start += "export ".Length;
            var sign = text.IndexOf('=', start, lineEnd - start);
            if (sign < 0)
                sign = text.IndexOf(": ", start, lineEnd - start, StringComparison.Ordinal);
            if (sign <= start || sign - start > 200)
                continue;
            var name = text[start..sign].Trim().Trim('"', '\'');
            var (valueStart, valueEnd) = Trimmed(text, sign + 1, lineEnd);
            if (valueEnd - valueStart <= LongestValue)
                yield return (name, valueStart, valueEnd);
        }
    }

    /// <summary>"name": "value".</summary>
    public static IEnumerable<(string Name, int Start, int End)> Json(string text)
    {
        for (var open = text.IndexOf('"', StringComparison.Ordinal); open >= 0;)
        {
            var close = Close(text, open);
            if (close < 0)
                yield break;
            var i = SkipBlanks(text, close + 1);
            if (i >= text.Length || text[i] != ':')
            {
                open = text.IndexOf('"', close + 1);
                continue;
            }

            var value = SkipBlanks(text, i + 1);
            var valueClose = value < text.Length && text[value] == '"' ? Close(text, value) : -1;
            if (valueClose > 0 && close - open < 200 && valueClose - value <= LongestValue)
                yield return (text[(open + 1)..close], value + 1, valueClose);
            open = text.IndexOf('"', Math.Max(valueClose, close) + 1);
        }
    }

    /// <summary>define('NAME', 'value') of PHP.</summary>
    public static IEnumerable<(string Name, int Start, int End)> Defines(string text)
    {
        foreach (var (start, end) in LinesOf(text))
        {
            var define = text.IndexOf("define(", start, end - start, StringComparison.Ordinal);
            var quotes = define < 0 ? [] : Quotes(text, define, end);
            if (quotes.Count == 4)
                yield return (text[(quotes[0] + 1)..quotes[1]], quotes[2] + 1, quotes[3]);
        }
    }

    /// <summary>Where each line begins and ends.</summary>
    public static IEnumerable<(int Start, int End)> LinesOf(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            yield return (start, end > start && text[end - 1] == '\r' ? end - 1 : end);
            start = end + 1;
        }
    }

    private static List<int> Quotes(string text, int start, int end)
    {
        var quotes = new List<int>();
        for (var i = start; i < end && quotes.Count < 4; i++)
        {
            if (quotes.Count % 2 == 0 ? text[i] is '"' or '\'' : text[i] == text[quotes[^1]])
                quotes.Add(i);
        }

        return quotes;
    }

    private static (int Start, int End) Trimmed(string text, int start, int end)
    {
        while (start < end && text[start] is ' ' or '\t')
            start++;
        if (start < end && text[start] is '"' or '\'')
        {
            var close = text.IndexOf(text[start], start + 1, end - start - 1);
            return close < 0 ? (start + 1, end) : (start + 1, close);
        }

        var comment = text.IndexOf(" #", start, end - start, StringComparison.Ordinal);
        end = comment < 0 ? end : comment;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return (start, end);
    }

    private static int Close(string text, int open)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return i;
        }

        return -1;
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
            at++;
        return at;
    }
}
