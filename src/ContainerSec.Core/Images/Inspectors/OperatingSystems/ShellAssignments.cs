using System.Text;

namespace ContainerSec.Images.Inspectors;

/// <summary>Assignments of a shell, as files in /etc have them: <c>NAME=value</c>, <c>NAME='value'</c>, <c>NAME="value"</c> with backslashes.</summary>
/// <remarks>os-release(5). Nothing is expanded.</remarks>
internal static class ShellAssignments
{
    public static Dictionary<string, string> Read(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && line[0] != '#')
                values[line[..equals]] = Unquote(line[(equals + 1)..]);
        }

        return values;
    }

    private static string Unquote(string value)
    {
        if (value.Length < 2 || value[0] is not ('"' or '\'') || value[^1] != value[0])
            return value;
        var inner = value[1..^1];
        if (value[0] == '\'')
            return inner;
        var text = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
            text.Append(inner[i] == '\\' && i + 1 < inner.Length ? inner[++i] : inner[i]);
        return text.ToString();
    }
}
