using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Publishes a port of a test's container on whatever port of the host is free: <c>WithPortBinding(5432, 5432)</c> becomes <c>WithPortBinding(5432, true)</c>.</summary>
/// <remarks>Code that connects to the number has to ask for it then, so it is done one by one.</remarks>
internal sealed class LetSystemChoosePort : Fix
{
    private const string Title = "Let the system choose the port";

    public override Change? At(FixPlace place) => place.Call is { } call && FixPlace.NameOf(call) == "WithPortBinding"
        ? call.ArgumentList.Arguments switch
        {
            [{ NameColon: null } only] => Change.Replace(Title, Title, new TextSpan(only.Span.End, 0), ", true") with { IsForAll = false },
            [_, { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } off }] => Change.Replace(Title, Title, off.Span, "true") with { IsForAll = false },
            [{ NameColon: null } host, { NameColon: null } container] => Change.Replace(Title, Title, TextSpan.FromBounds(host.SpanStart, container.Span.End), $"{container}, true") with { IsForAll = false },
            _ => null,
        }
        : null;
}
