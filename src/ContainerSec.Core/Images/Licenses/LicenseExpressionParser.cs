using System.Text;

namespace ContainerSec.Images.Licenses;

/// <summary>Reads an expression, and what people write in its place: operators in any case, slashes, commas, names instead of identifiers.</summary>
/// <remarks>
/// <c>or : and { OR and }; and : term { AND term }; term : name [ WITH exception ] | ( or )</c>. A comma and nothing at all between two known licences mean both (Alpine's old <c>GPL2 MIT</c>);
/// a slash means a choice (Cargo's old <c>MIT/Apache-2.0</c>).
/// </remarks>
internal sealed class LicenseExpressionParser
{
    private const int MaxTokens = 400;
    private const int MaxDepth = 20;
    // An unknown name of more words is a sentence, and "or" in it is no operator.
    private const int MaxUnknownWords = 6;

    private readonly List<string> _tokens;
    private int _at;
    private int _depth;
    private bool _hasUnknown;
    private bool _isBroken;

    private LicenseExpressionParser(List<string> tokens) => _tokens = tokens;

    /// <summary>The expression in normal form; null when the text is none.</summary>
    public static string? Parse(string text) => Parse(text, allowsUnknown: true);

    /// <summary>The expression in normal form; null when the text is none or has a licence that is not known.</summary>
    public static string? ParseKnown(string text) => Parse(text, allowsUnknown: false);

    private static string? Parse(string text, bool allowsUnknown)
    {
        var tokens = Tokens(text);
        if (tokens.Count is 0 or > MaxTokens)
            return null;
        // A name may have parentheses and slashes of its own: "University of Illinois/NCSA Open Source License (NCSA)".
        string[] words = [.. tokens.Where(static t => t is not ("(" or ")" or "/" or ","))];
        if (words.Length <= LicenseNames.MaxWords && LicenseNames.FindLicense(words) is { } named)
            return named;
        var parser = new LicenseExpressionParser(tokens);
        var expression = parser.Or();
        if (parser._isBroken || parser._at < tokens.Count || (parser._hasUnknown && !allowsUnknown))
            return null;
        // A text that is nothing but an unknown name is named as a whole by the caller.
        return parser._hasUnknown && expression is { Operator: null } ? null : expression.ToString();
    }

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && c is not ('(' or ')' or ',' or ';' or '/' or '|' or '&' or '"'))
            {
                word.Append(c);
                continue;
            }

            Flush(word, tokens);
            var token = c switch { '(' => "(", ')' => ")", ',' or ';' => ",", '/' or '|' => "/", '&' => "AND", _ => null };
            if (token is not null && !(token is "/" or "AND" && tokens.Count > 0 && tokens[^1] == token))
                tokens.Add(token);
        }

        Flush(word, tokens);
        return tokens;
    }

    private static void Flush(StringBuilder word, List<string> tokens)
    {
        if (word.Length > 0)
            tokens.Add(word.ToString());
        word.Clear();
    }

    private Node Or()
    {
        if (++_depth > MaxDepth)
            return Broken();
        var node = And();
        while (!_isBroken && (Take("or") || Take("/")))
            node = Node.Join("OR", node, And());
        _depth--;
        return node;
    }

    private Node And()
    {
        var node = Term();
        while (!_isBroken && _at < _tokens.Count)
        {
            if (Take(","))
            {
                // ", or" and ", and" say what the comma means.
                if (Is("or"))
                    return node;
                Take("and");
                node = Node.Join("AND", node, Term());
            }
            else if (Take("and"))
            {
                node = Node.Join("AND", node, Term());
            }
            else if (_tokens[_at] == "(")
            {
                // "GNU General Public License v2 or later (GPLv2+)" says the same twice.
                var again = Term();
                if (again.ToString() != node.ToString())
                    return Broken();
            }
            else if (!IsOperator(_tokens[_at]) && LongestName(_at) > 0)
            {
                node = Node.Join("AND", node, Term());
            }
            else
            {
                break;
            }
        }

        return node;
    }

    private Node Term()
    {
        if (_at >= _tokens.Count)
            return Broken();
        if (Take("("))
        {
            var inner = Or();
            return Take(")") ? inner : Broken();
        }

        if (IsOperator(_tokens[_at]))
            return Broken();
        var start = _at;
        var name = Name();
        if (!Take("with"))
            return name;
        var exception = Exception();
        if (exception is not null && !name.IsUnknown)
            return new Node { Text = $"{name.Text} WITH {exception}" };
        // A known licence with an unknown exception is another licence.
        while (_at < _tokens.Count && !IsOperator(_tokens[_at]) && _tokens[_at] is not ("(" or ")" or ","))
            _at++;
        return Unknown(start);
    }

    private Node Name()
    {
        var start = _at;
        var length = LongestName(_at);
        if (length > 0)
        {
            _at += length;
            return new Node { Text = LicenseNames.FindLicense([.. _tokens[start.._at].Where(static t => t != ",")])! };
        }

        if (IsReference(_tokens[_at]))
            return new Node { Text = _tokens[_at++] };
        // "Apache-2.0+": this version or a later one.
        if (_tokens[_at].EndsWith('+') && LicenseNames.FindId(_tokens[_at][..^1]) is { } id && !id.Contains(' ', StringComparison.Ordinal))
        {
            _at++;
            return new Node { Text = id + "+" };
        }

        while (_at < _tokens.Count && !IsOperator(_tokens[_at]) && _tokens[_at] is not ("(" or ")" or ","))
            _at++;
        return Unknown(start);
    }

    private string? Exception()
    {
        for (var length = Math.Min(8, _tokens.Count - _at); length > 0; length--)
        {
            var words = _tokens[_at..(_at + length)];
            if (words.Exists(static w => w is "(" or ")" or "," or "/") || LicenseNames.FindException([.. words]) is not { } exception)
                continue;
            _at += length;
            return exception;
        }

        return null;
    }

    // The longest name that begins here; it may hold a comma or "or": "Apache License, Version 2.0", "GPL version 2 or later".
    private int LongestName(int start)
    {
        var end = start;
        while (end < _tokens.Count && end - start < LicenseNames.MaxWords && _tokens[end] is not ("(" or ")" or "/"))
            end++;
        for (; end > start; end--)
        {
            if (_tokens[end - 1] != "," && LicenseNames.FindLicense([.. _tokens[start..end].Where(static t => t != ",")]) is not null)
                return end - start;
        }

        return 0;
    }

    private Node Unknown(int start)
    {
        _hasUnknown = true;
        if (_at - start > MaxUnknownWords)
            return Broken();
        return new Node { Text = LicenseExpression.ReferenceTo(string.Join(' ', _tokens[start.._at])), IsUnknown = true };
    }

    private Node Broken()
    {
        _isBroken = true;
        _at = _tokens.Count;
        return new Node { Text = "" };
    }

    private bool Is(string word) => _at < _tokens.Count && _tokens[_at].Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool Take(string word)
    {
        if (!Is(word))
            return false;
        _at++;
        return true;
    }

    private static bool IsOperator(string token) =>
        token is "/" or ")" or "," || token.Equals("or", StringComparison.OrdinalIgnoreCase) || token.Equals("and", StringComparison.OrdinalIgnoreCase) || token.Equals("with", StringComparison.OrdinalIgnoreCase);

    private static bool IsReference(string token)
    {
        var reference = token.StartsWith("DocumentRef-", StringComparison.Ordinal) ? token.IndexOf(":LicenseRef-", StringComparison.Ordinal) + 1 : 0;
        return token.AsSpan(reference).StartsWith("LicenseRef-") && token.Length > reference + 11 && token.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ':');
    }

    /// <summary>A licence, or several with one operator; those of the same operator are one list, each licence once.</summary>
    private sealed class Node
    {
        public string? Operator { get; init; }

        public string Text { get; init; } = "";

        public bool IsUnknown { get; init; }

        private List<Node> Parts { get; init; } = [];

        public static Node Join(string @operator, Node left, Node right)
        {
            var parts = new List<Node>();
            foreach (var part in (Node[])[left, right])
                parts.AddRange(part.Operator == @operator ? part.Parts : [part]);
            parts = [.. parts.DistinctBy(static p => p.ToString(), StringComparer.Ordinal)];
            return parts.Count == 1 ? parts[0] : new Node { Operator = @operator, Parts = parts };
        }

        public override string ToString() => Operator is null
            ? Text
            : string.Join($" {Operator} ", Parts.Select(p => p.Operator is "OR" && Operator == "AND" ? $"({p})" : p.ToString()));
    }
}
