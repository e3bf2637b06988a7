using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSec.Analyzers.Lifting;

/// <content>Arrays, lists, dictionaries: what is written into them.</content>
internal sealed partial class Interpreter
{
    private ListValue ArrayOf(IArrayCreationOperation array)
    {
        if (array.Initializer is { } initializer)
            return ListOf(initializer.ElementValues, array.Syntax);
        // An array of a size that is filled later.
        return new ListValue(At(array.Syntax)) { MayHaveMore = array.DimensionSizes is not [{ ConstantValue: { HasValue: true, Value: 0 } }] };
    }

    private ListValue ListOf(IEnumerable<IOperation> elements, SyntaxNode syntax)
    {
        var list = new ListValue(At(syntax));
        foreach (var element in elements)
            list.Items.Add(Element(element, element.Syntax));
        return list;
    }

    // An element stands for itself in the code that is judged; elsewhere its use is its place.
    private Stated Element(IOperation? element, SyntaxNode syntax)
    {
        var value = Evaluate(element);
        return _frame.Depth == 0 ? value.Or(At(syntax)) : value;
    }

    // The operation of a collection expression is younger than the oldest host: its elements are looked up by their syntax.
    private Value CollectionOf(CollectionExpressionSyntax syntax, ITypeSymbol? type)
    {
        var list = new ListValue(At(syntax));
        foreach (var element in syntax.Elements)
        {
            switch (element)
            {
                case SpreadElementSyntax spread:
                    list.AddAll(Evaluate(_context.OperationOf(spread.Expression)).Value);
                    break;
                case ExpressionElementSyntax { Expression: var expression }:
                    list.Items.Add(Element(_context.OperationOf(expression), expression));
                    break;
                default:
                    list.MayHaveMore = true;
                    break;
            }
        }

        return type is not null && CollectionTypes.IsMap(type) ? new MapValue(list.Place) { MayHaveMore = list.MayHaveMore || list.Items.Count > 0 } : list;
    }

    private static ListValue ListOf(ArgumentList arguments, TextProvenance place)
    {
        var list = new ListValue(place);
        foreach (var argument in arguments.Values)
        {
            if (argument.Value is not (null or ConstantValue or MemberValue))
                list.AddAll(argument.Value);
        }

        return list;
    }

    private static MapValue MapOf(ArgumentList arguments, TextProvenance place)
    {
        var map = new MapValue(place);
        foreach (var argument in arguments.Values)
        {
            if (argument.Value is not (null or ConstantValue or MemberValue))
                map.AddAll(argument.Value);
        }

        return map;
    }
}
