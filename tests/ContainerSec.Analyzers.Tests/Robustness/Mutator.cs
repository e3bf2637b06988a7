using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers.Tests.Robustness;

/// <summary>Damages code as typing damages it, and as nobody would: the same seed gives the same damage.</summary>
internal sealed class Mutator(int seed, IReadOnlyList<string> corpus)
{
    private static readonly string[] Inserts =
    [
        ".", "(", ")", "{", "}", "[", "]", "..", "?", "??", "??=", "=>", "=", ";", ",", "<", ">", "new", "new()", "null", "default", "this", "base", "await", "yield return", "return",
        "throw", "is", "switch", "with { }", "\"", "$\"{", "@\"", "\"\"\"", "'", "/*", "//", "#if", "#endif", "#if DEBUG\n", "goto", "checked", "stackalloc", "ref", "out var x", "in", "params",
        "int.MaxValue", "-1", "1e999", "\uFFFF", "\u0000", "var (a, b) =", "from x in y select x", "static", "unsafe", "dynamic", "nameof(", "typeof(", "sizeof(", "delegate { }", "x => x", "async () =>",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A text of the corpus with one to four damages.</summary>
    public string Next()
    {
        var text = Pick(corpus);
        for (var i = _random.Next(1, 5); i > 0; i--)
            text = Damage(text);
        return text;
    }

    private string Damage(string text)
    {
        var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().ToArray();
        if (tokens.Length < 3)
            return text;
        var (one, other) = (Pick(tokens), Pick(tokens));
        return _random.Next(12) switch
        {
            0 => Replace(text, one, ""),
            1 => Replace(text, one, one.Text + " " + one.Text),
            2 => Swap(text, one, other),
            3 => text[..one.SpanStart],
            4 => text[one.SpanStart..],
            5 => Replace(text, one, one.Text + " " + Pick(Inserts) + " "),
            6 => Replace(text, one, other.Text),
            7 => Rename(text, tokens),
            8 => Graft(text, one),
            9 => Nest(text),
            10 => text.Remove(one.SpanStart, Math.Min(text.Length - one.SpanStart, _random.Next(1, 40))),
            _ => text.Insert(one.SpanStart, Pick(tokens).Text + Pick(Inserts)),
        };
    }

    // A name that means something else everywhere: a type that is not there, a member of another.
    private string Rename(string text, SyntaxToken[] tokens)
    {
        var names = tokens.Where(static t => t.IsKind(SyntaxKind.IdentifierToken) && t.Text.Length > 0).Select(static t => t.Text).Distinct().ToArray();
        return names.Length < 2 ? text : text.Replace(Pick(names), _random.Next(3) == 0 ? "Missing" : Pick(names), StringComparison.Ordinal);
    }

    // An expression of other code in the place of one.
    private string Graft(string text, SyntaxToken place)
    {
        var other = CSharpSyntaxTree.ParseText(Pick(corpus)).GetRoot().DescendantNodes().OfType<ExpressionSyntax>().ToArray();
        return place.Parent is ExpressionSyntax expression && other.Length > 0 ? text.Remove(expression.SpanStart, expression.Span.Length).Insert(expression.SpanStart, Pick(other).ToString()) : text;
    }

    private string Nest(string text)
    {
        var expressions = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<ArgumentSyntax>().ToArray();
        if (expressions.Length == 0)
            return text;
        var chosen = Pick(expressions);
        var (before, after) = Pick<(string, string)>([("(", ")"), ("((System.Func<object>)(() => ", "))()"), ("(true ? ", " : default)"), ("new[] { ", " }[0]"), ("$\"{", "}\""), ("(null ?? ", ")"), ("await ", ""), ("[", "]"), ("(1, ", ")")]);
        var depth = _random.Next(1, 12);
        return text.Remove(chosen.SpanStart, chosen.Span.Length).Insert(chosen.SpanStart, string.Concat(Enumerable.Repeat(before, depth)) + chosen + string.Concat(Enumerable.Repeat(after, depth)));
    }

    private static string Swap(string text, SyntaxToken one, SyntaxToken other)
    {
        var (first, second) = one.SpanStart <= other.SpanStart ? (one, other) : (other, one);
        return first.Span.End > second.SpanStart ? text : text[..first.SpanStart] + second.Text + text[first.Span.End..second.SpanStart] + first.Text + text[second.Span.End..];
    }

    private static string Replace(string text, SyntaxToken token, string with) => text.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, with);

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
