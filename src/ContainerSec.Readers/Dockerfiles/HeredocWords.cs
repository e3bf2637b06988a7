using System.Text;

namespace ContainerSec.Readers.Dockerfiles;

/// <summary>Finds the words of an instruction that are heredocs.</summary>
/// <remarks>
/// BuildKit takes a word for a heredoc only as a whole: <c>digits&lt;&lt;-delimiter</c> with blanks around, no further <c>&lt;</c>.
/// In <c>&lt;&lt;EOF&gt;file</c> the delimiter is <c>EOF&gt;file</c>. A line whose quotes do not match has none.
/// </remarks>
internal static class HeredocWords
{
    public static List<DockerfileHeredoc> In(DockerfileLine line)
    {
        var found = new List<DockerfileHeredoc>();
        var text = line.Text;
        for (var i = line.Start; i < line.End;)
        {
            while (i < line.End && char.IsWhiteSpace(text[i]))
                i++;
            var start = i;
            if (!TrySkipWord(text, ref i, line.End))
                return [];
            if (i > start && Parse(text, start, i) is { } heredoc)
                found.Add(heredoc);
        }

        return found;
    }

    // False when a quote is not closed.
    private static bool TrySkipWord(string text, ref int i, int end)
    {
        for (; i < end && !char.IsWhiteSpace(text[i]); i++)
        {
            var quote = text[i];
            if (quote == '\\')
            {
                i++;
            }
            else if (quote is '\'' or '"')
            {
                for (i++; i < end && text[i] != quote; i++)
                {
                    if (text[i] == '\\' && quote == '"')
                        i++;
                }

                if (i >= end)
                    return false;
            }
        }

        i = Math.Min(i, end);
        return true;
    }

    private static DockerfileHeredoc? Parse(string text, int start, int end)
    {
        var i = start;
        while (i < end && text[i] is >= '0' and <= '9')
            i++;
        if (i + 2 >= end || text[i] != '<' || text[i + 1] != '<')
            return null;
        i += 2;
        var stripsTabs = text[i] == '-';
        if (stripsTabs)
            i++;
        if (i >= end || text.IndexOf('<', i, end - i) >= 0)
            return null;
        var name = new StringBuilder();
        for (var quote = '\0'; i < end; i++)
        {
            var c = text[i];
            if (c == '\\' && quote != '\'' && i + 1 < end)
                name.Append(text[++i]);
            else if (quote == '\0' && c is '\'' or '"')
                quote = c;
            else if (c == quote)
                quote = '\0';
            else
                name.Append(c);
        }

        return name.Length == 0 ? null : new DockerfileHeredoc(name.ToString(), start, end, stripsTabs);
    }
}
