using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes nodes out of a text so that what is left compiles and looks as it did.</summary>
/// <remarks>
/// All nodes of a document are taken out at once: a list that loses its last element goes with what carries it, and a chain that loses
/// its last call goes with its statement. Comments above stay; one behind, on a line that goes, belongs to what was there.
/// </remarks>
internal sealed class Removals(SemanticModel model, Microsoft.CodeAnalysis.Text.SourceText text)
{
    // Calls that do nothing but run what they are given.
    private static readonly string[] OnlyConfigures = ["WithContainerRuntimeArgs", "WithCreateParameterModifier", "WithEnvironment", "WithArgs"];

    private readonly HashSet<SyntaxNode> _nodes = [];
    private readonly List<TextChange> _changes = [];
    private readonly Lines _lines = new(text);

    /// <summary>Whether a node can be taken out at all.</summary>
    public static bool CanRemove(SyntaxNode node) => node switch
    {
        StatementSyntax => true,
        InvocationExpressionSyntax call => call.Expression is MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } && !IsBodyWithoutValue(call.Parent),
        AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax or InitializerExpressionSyntax or LambdaExpressionSyntax } => true,
        ArgumentSyntax or CollectionElementSyntax => true,
        ExpressionSyntax { Parent: InitializerExpressionSyntax } => true,
        _ => false,
    };

    // `void M() => b.WithPrivileged(true);`: what is left would be no statement.
    private static bool IsBodyWithoutValue(SyntaxNode? node) => node is ArrowExpressionClauseSyntax && node.Parent switch
    {
        MethodDeclarationSyntax method => method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } || method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax function => function.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } || function.Modifiers.Any(SyntaxKind.AsyncKeyword),
        PropertyDeclarationSyntax => false,
        _ => true,
    };

    /// <summary>The changes of the text that take these nodes out.</summary>
    public IReadOnlyList<TextChange> Of(IEnumerable<SyntaxNode> nodes)
    {
        foreach (var node in nodes)
            Add(node);
        foreach (var list in _nodes.Select(static n => n.Parent).Distinct().ToArray())
            RemoveFrom(list);
        foreach (var node in _nodes)
        {
            if (node is StatementSyntax statement)
                Remove(statement);
            else if (node is InvocationExpressionSyntax call && !IsInside(call.Parent))
                Remove(call);
            else if (node is AssignmentExpressionSyntax { Parent: LambdaExpressionSyntax })
                _changes.Add(new TextChange(node.Span, "{ }"));
        }

        return _changes;
    }

    // What carries a node goes with it when nothing else is left of it.
    private void Add(SyntaxNode node)
    {
        if (!_nodes.Add(node))
            return;
        switch (node)
        {
            case AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement }:
                Replace(node, statement);
                return;
            case InvocationExpressionSyntax or AssignmentExpressionSyntax when node.Parent is LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax around } } } lambda
                && OnlyConfigures.Contains(FixPlace.NameOf(around)) && ReturnsNothing(lambda) && CanRemove(around):
                Replace(node, around);
                return;
            case InvocationExpressionSyntax call:
                if (StatementOf(call) is { } whole)
                    Replace(node, whole);
                return;
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } when list.Arguments.All(_nodes.Contains) && CanRemove(call):
                Add(call);
                return;
        }

        if (node.Parent is not (InitializerExpressionSyntax or CollectionExpressionSyntax) || !ElementsOf(node.Parent).All(_nodes.Contains) || (node.Parent.IsKind(SyntaxKind.ObjectInitializerExpression) && node is not AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax }))
            return;
        var value = node.Parent.Parent is BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax ? node.Parent.Parent : node.Parent;
        if (value.Parent is AssignmentExpressionSyntax assignment && assignment.Right == value && CanRemove(assignment))
            Add(assignment);
        else if (value.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax around } } && CanRemove(around) && IsFluent(around))
            Add(around);
    }

    private void Replace(SyntaxNode node, SyntaxNode carrier)
    {
        _nodes.Remove(node);
        Add(carrier);
    }

    // `b.M();` and `b = b.M();` say nothing without their call.
    private ExpressionStatementSyntax? StatementOf(InvocationExpressionSyntax call)
    {
        // The chain from its last call that goes down to what none goes from.
        var top = call;
        while (top.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer } && _nodes.Contains(outer))
            top = outer;
        ExpressionSyntax receiver = top;
        while (receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } inner && _nodes.Contains(inner))
            receiver = member.Expression;
        if (receiver is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax)
            return null;
        return top.Parent switch
        {
            ExpressionStatementSyntax statement => statement,
            AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment when assignment.Right == top && (assignment.Left.ToString() == "_" || SyntaxFactory.AreEquivalent(assignment.Left, receiver)) => statement,
            _ => null,
        };
    }

    private bool IsFluent(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax member && model.GetTypeInfo(call).Type is { } type
        && SymbolEqualityComparer.Default.Equals(type, model.GetTypeInfo(member.Expression).Type);

    private bool ReturnsNothing(LambdaExpressionSyntax lambda) => (model.GetTypeInfo(lambda).ConvertedType as INamedTypeSymbol)?.DelegateInvokeMethod is { ReturnsVoid: true };

    private bool IsInside(SyntaxNode? node) => node?.AncestorsAndSelf().Any(n => n is StatementSyntax && _nodes.Contains(n)) == true;

    private void Remove(StatementSyntax statement)
    {
        if (statement.Parent is BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax)
            _changes.Add(new TextChange(_lines.Around(statement.Span, joinsBlankLines: true), ""));
        else
            _changes.Add(new TextChange(statement.Span, "{ }"));
    }

    private void Remove(InvocationExpressionSyntax call)
    {
        var member = (MemberAccessExpressionSyntax)call.Expression;
        // A function that returns nothing cannot be a value alone.
        if (call.Parent is LambdaExpressionSyntax lambda && member.Expression is not (InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax)
            && ReturnsNothing(lambda))
            _changes.Add(new TextChange(call.Span, "{ }"));
        else if (Lines.IsBlank(text.ToString(TextSpan.FromBounds(member.Expression.Span.End, member.OperatorToken.SpanStart))))
            _changes.Add(new TextChange(TextSpan.FromBounds(member.Expression.Span.End, call.Span.End), ""));
        else
            _changes.Add(new TextChange(_lines.Around(TextSpan.FromBounds(member.OperatorToken.SpanStart, call.Span.End)), ""));
    }

    private void RemoveFrom(SyntaxNode? list)
    {
        switch (list)
        {
            case ArgumentListSyntax { Parent: var call } arguments when !_nodes.Contains(call!):
                RemoveFrom(arguments.Arguments);
                break;
            case CollectionExpressionSyntax collection when !IsGone(collection):
                RemoveFrom(collection.Elements);
                break;
            case InitializerExpressionSyntax initializer when !IsGone(initializer):
                if (initializer.Parent is ImplicitArrayCreationExpressionSyntax array && initializer.Expressions.All(_nodes.Contains))
                    // An array without elements does not tell its type.
                    _changes.Add(new TextChange(array.Span, $"new {(model.GetTypeInfo(array).Type as IArrayTypeSymbol)?.ElementType.ToMinimalDisplayString(model, array.SpanStart)}[0]"));
                else
                    RemoveFrom(initializer.Expressions);
                break;
        }
    }

    private bool IsGone(SyntaxNode list) => list.Ancestors().TakeWhile(static n => n is not StatementSyntax).Any(_nodes.Contains);

    private void RemoveFrom<T>(SeparatedSyntaxList<T> elements)
        where T : SyntaxNode
    {
        var separators = elements.GetSeparators().ToArray();
        for (var i = 0; i < elements.Count; i++)
        {
            if (!_nodes.Contains(elements[i]))
                continue;
            var last = i;
            while (last + 1 < elements.Count && _nodes.Contains(elements[last + 1]))
                last++;
            if (last < separators.Length)
            {
                for (var k = i; k <= last; k++)
                {
                    // What stands on one line goes at once, so that the line goes too.
                    var start = elements[k].SpanStart;
                    while (k < last && IsOnLine(separators[k].Span.End, elements[k + 1].SpanStart))
                        k++;
                    _changes.Add(new TextChange(_lines.Around(TextSpan.FromBounds(start, separators[k].Span.End)), ""));
                }
            }
            else if (i == 0)
            {
                _changes.Add(new TextChange(_lines.Around(TextSpan.FromBounds(elements[i].SpanStart, elements[last].Span.End)), ""));
            }
            else if (Lines.IsBlank(text.ToString(TextSpan.FromBounds(separators[i - 1].Span.End, elements[i].SpanStart))))
            {
                _changes.Add(new TextChange(TextSpan.FromBounds(separators[i - 1].SpanStart, elements[last].Span.End), ""));
            }
            else
            {
                // A comment stands between the comma and the element: it belongs to the element before.
                _changes.Add(new TextChange(separators[i - 1].Span, ""));
                _changes.Add(new TextChange(_lines.Around(TextSpan.FromBounds(elements[i].SpanStart, elements[last].Span.End)), ""));
            }

            i = last;
        }
    }

    private bool IsOnLine(int position, int other) => text.Lines.GetLineFromPosition(position).LineNumber == text.Lines.GetLineFromPosition(other).LineNumber;

    private static IEnumerable<SyntaxNode> ElementsOf(SyntaxNode list) => list switch
    {
        InitializerExpressionSyntax initializer => initializer.Expressions,
        CollectionExpressionSyntax collection => collection.Elements,
        _ => [],
    };
}
