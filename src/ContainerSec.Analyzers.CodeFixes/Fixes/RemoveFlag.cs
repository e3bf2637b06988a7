using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes a flag out of several: <c>UnixFileModes.UserRead | UnixFileModes.OtherWrite</c> becomes <c>UnixFileModes.UserRead</c>.</summary>
internal sealed class RemoveFlag(string title, string name) : Fix
{
    public override Change? At(FixPlace place)
    {
        var flag = place.Value?.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault(m => m.Name.Identifier.ValueText == name);
        return flag?.Parent is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } or ? null
            : or.Left == flag ? Change.Replace(title, title, TextSpan.FromBounds(flag.SpanStart, or.Right.SpanStart), "")
            : Change.Replace(title, title, TextSpan.FromBounds(or.Left.Span.End, flag.Span.End), "");
    }
}
