using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>The parts of a tree that are compiled for debugging only: what stands under <c>#if DEBUG</c>.</summary>
internal sealed class DebugRegions
{
    private readonly List<TextSpan> _regions = [];

    public DebugRegions(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var root = tree.GetRoot(cancellationToken);
        if (!root.ContainsDirectives)
            return;
        // One entry an open #if: where its branch for debugging begins; null in other branches.
        var open = new Stack<int?>();
        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            switch (directive)
            {
                case IfDirectiveTriviaSyntax @if:
                    open.Push(IsDebug(@if.Condition) ? directive.Span.End : null);
                    break;
                case BranchingDirectiveTriviaSyntax when open.Count > 0:
                    Close(open.Pop(), directive.SpanStart);
                    open.Push(directive is ElifDirectiveTriviaSyntax elif && IsDebug(elif.Condition) ? directive.Span.End : null);
                    break;
                case EndIfDirectiveTriviaSyntax when open.Count > 0:
                    Close(open.Pop(), directive.SpanStart);
                    break;
            }
        }
    }

    public bool Contains(int position)
    {
        foreach (var region in _regions)
        {
            if (region.Contains(position))
                return true;
        }

        return false;
    }

    private void Close(int? start, int end)
    {
        if (start is { } position && end > position)
            _regions.Add(TextSpan.FromBounds(position, end));
    }

    private static bool IsDebug(ExpressionSyntax condition) => condition switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == "DEBUG",
        ParenthesizedExpressionSyntax parenthesized => IsDebug(parenthesized.Expression),
        BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.LogicalAndExpression) => IsDebug(binary.Left) || IsDebug(binary.Right),
        _ => false,
    };
}
