using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Lets a .NET image that code writes run as the user that it brings: <c>.User("$APP_UID")</c> behind the last stage's other lines.</summary>
internal sealed class RunAsUserOfImage : Fix
{
    private const string Title = "Run as the image's user";

    public override Change? At(FixPlace place)
    {
        if (place.Call is not { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.ValueText: var image } }, ..] } from || FixPlace.NameOf(from) != "From" || !RunAsImageUser.HasUser(image))
            return null;
        // The whole chain of the stage; what is said of it elsewhere is not seen.
        var last = from;
        while (last.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next })
        {
            if (FixPlace.NameOf(next) is "User" or "From")
                return null;
            last = next;
        }

        if (last.Parent is not (ExpressionStatementSyntax or LambdaExpressionSyntax) || place.MethodOf(last)?.ReturnType.GetMembers("User").Length is not > 0)
            return null;
        var text = last.SyntaxTree.GetText(place.CancellationToken);
        var dot = ((MemberAccessExpressionSyntax)last.Expression).OperatorToken.SpanStart;
        var line = text.Lines.GetLineFromPosition(dot);
        var indentation = text.ToString(TextSpan.FromBounds(line.Start, dot));
        return Change.Replace(Title, Title, new TextSpan(last.Span.End, 0), (Lines.IsBlank(indentation) ? "\n" + indentation : "") + ".User(\"$APP_UID\")");
    }
}
