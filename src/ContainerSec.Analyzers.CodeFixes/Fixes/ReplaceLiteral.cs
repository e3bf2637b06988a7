using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Changes a text where it is written: <c>"./web.conf:/etc/web.conf"</c> becomes <c>"./web.conf:/etc/web.conf:ro"</c>; quotes stay as they are.</summary>
/// <remarks>A constant that is declared elsewhere has other users: nothing is offered.</remarks>
/// <param name="title">What is done, for the user.</param>
/// <param name="change">The new text for the old one; null when it is none for this edit.</param>
internal sealed class ReplaceLiteral(string title, Func<string, string?> change) : Fix
{
    /// <summary>Whether it is right wherever it stands, so that Fix All may do it.</summary>
    public bool IsForAll { get; init; } = true;

    public override Change? At(FixPlace place)
    {
        // A fact that several arguments state stands on one of them, or on their call.
        var literals = new[] { place.Value }.Concat(place.Call?.ArgumentList.Arguments.Select(static a => a.Expression) ?? []);
        return literals.Select(In).FirstOrDefault(static found => found is not null);
    }

    private Change? In(ExpressionSyntax? value)
    {
        if (value is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token: var token } || change(token.ValueText) is not { } text || text == token.ValueText)
            return null;
        // With escapes the text is not what it says.
        var start = token.Text.IndexOf(token.ValueText, StringComparison.Ordinal);
        return start < 0 || token.ValueText.Length == 0
            ? null
            : Change.Replace(title, title, token.Span, token.Text.Remove(start, token.ValueText.Length).Insert(start, text)) with { IsForAll = IsForAll };
    }
}
