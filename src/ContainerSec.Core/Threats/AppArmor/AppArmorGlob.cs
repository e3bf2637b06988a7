using System.Text;
using System.Text.RegularExpressions;

namespace ContainerSec.Threats;

/// <summary>A pattern of paths: <c>/srv/**</c>, <c>/{usr/,}lib/[a-c]?</c>.</summary>
/// <remarks>
/// apparmor.d(5), "Globbing", and the expressions that apparmor_parser makes (-D rule-exprs): a star that is all between two slashes,
/// or all after the last one, stands for one character at the least. Matching takes time linear in the path's length.
/// </remarks>
internal sealed class AppArmorGlob
{
    // Variables multiply: @{HOME}/@{XDG_DIR} is every home with every folder.
    public const int MaximumAlternatives = 4096;

    // As apparmor_parser limits it.
    private const int MaximumNesting = 50;

    private readonly string _pattern;
    private Regex? _regex;

    private AppArmorGlob(string text, string pattern) => (Text, _pattern) = (text, pattern);

    public string Text { get; }

    // Most patterns of a file are never asked: preparing them costs far more than reading them.
    public bool Matches(string path) =>
        (_regex ??= new Regex(_pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline)).IsMatch(path);

    /// <summary>Compiles a pattern, given what its variables stand for.</summary>
    public static bool TryCompile(string text, IReadOnlyList<string> alternatives, out AppArmorGlob? glob, out string? error)
    {
        glob = null;
        var pattern = new StringBuilder("^(?:");
        foreach (var (index, alternative) in alternatives.Index())
        {
            if (index > 0)
                pattern.Append('|');
            if (!TryTranslate(CollapseSlashes(alternative), pattern, out error))
                return false;
        }

        error = null;
        glob = new AppArmorGlob(text, pattern.Append(")\\z").ToString());
        return true;
    }

    private static string CollapseSlashes(string path)
    {
        var result = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (c != '/' || result.Length == 0 || result[^1] != '/')
                result.Append(c);
        }

        return result.ToString();
    }

    private static bool TryTranslate(string glob, StringBuilder regex, out string? error)
    {
        var commas = new Stack<int>();
        error = null;
        for (var at = 0; at < glob.Length && error is null; at++)
        {
            switch (glob[at])
            {
                case '\\' when at + 1 < glob.Length:
                    regex.Append(Regex.Escape(glob[++at].ToString()));
                    break;
                case '*':
                    at = Star(glob, at, regex);
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '[':
                    at = Class(glob, at, regex, out error);
                    break;
                case '{':
                    commas.Push(0);
                    error = commas.Count > MaximumNesting ? $"Braces are nested more than {MaximumNesting} deep." : null;
                    regex.Append("(?:");
                    break;
                case '}':
                    // Braces around a single item are an error of the language.
                    error = commas.TryPop(out var count) && count > 0 ? null : "Braces hold two or more items: {a,b}.";
                    regex.Append(')');
                    break;
                case ',' when commas.Count > 0:
                    commas.Push(commas.Pop() + 1);
                    regex.Append('|');
                    break;
                default:
                    regex.Append(Regex.Escape(glob[at].ToString()));
                    break;
            }
        }

        if (error is null && commas.Count > 0)
            error = "A brace is not closed.";
        return error is null;
    }

    private static int Star(string glob, int at, StringBuilder regex)
    {
        var end = at;
        while (end < glob.Length && glob[end] == '*')
            end++;
        var isWhole = at > 0 && glob[at - 1] == '/' && (end == glob.Length || glob[end] == '/');
        regex.Append(isWhole ? "[^/]" : "").Append(end - at > 1 ? ".*" : "[^/]*");
        return end - 1;
    }

    // "[^a-c]": what stands in it is taken as it is.
    private static int Class(string glob, int at, StringBuilder regex, out string? error)
    {
        var end = glob.IndexOf(']', Math.Min(at + 2, glob.Length));
        error = end < 0 ? "A bracket is not closed." : null;
        if (end < 0)
            return at;
        var content = glob[(at + 1)..end];
        var isNegated = content.StartsWith('^');
        regex.Append(isNegated ? "[^" : "[").Append(EscapeClass(isNegated ? content[1..] : content)).Append(']');
        return end;
    }

    private static string EscapeClass(string content)
    {
        var escaped = new StringBuilder();
        foreach (var c in content)
            escaped.Append(c is '\\' or '[' or ']' or '^' ? "\\" + c : c.ToString());
        return escaped.ToString();
    }
}
