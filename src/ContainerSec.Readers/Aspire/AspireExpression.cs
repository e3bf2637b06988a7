using System.Text;
using ContainerSec.Readers.DockerSyntax;

namespace ContainerSec.Readers.Aspire;

/// <summary>Expressions of a manifest: <c>{postgres.bindings.tcp.host}</c>, <c>{password.value}</c>.</summary>
internal static class AspireExpression
{
    /// <summary>The text with a hole for each expression. Braces around anything else stand for themselves.</summary>
    public static string WithHoles(string text)
    {
        var start = text.IndexOf('{');
        if (start < 0)
            return text;
        var (result, copied) = (new StringBuilder(text.Length), 0);
        for (; start >= 0; start = text.IndexOf('{', start + 1))
        {
            var end = text.IndexOf('}', start);
            if (end < 0)
                break;
            if (!IsReference(text, start + 1, end))
                continue;
            result.Append(text, copied, start - copied).Append(Holes.Hole);
            copied = end + 1;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>The resource that a text refers to when it is an expression and nothing else.</summary>
    public static string? ResourceOf(string text) =>
        text.Length > 2 && text[0] == '{' && text.IndexOf('}') == text.Length - 1 && IsReference(text, 1, text.Length - 1)
            ? text.Substring(1, text.IndexOf('.') - 1)
            : null;

    // name.part.part
    private static bool IsReference(string text, int start, int end)
    {
        var dots = 0;
        for (var i = start; i < end; i++)
        {
            if (text[i] == '.')
                dots++;
            else if (!char.IsLetterOrDigit(text[i]) && text[i] is not ('-' or '_'))
                return false;
        }

        return dots > 0 && text[start] != '.' && text[end - 1] != '.';
    }
}
