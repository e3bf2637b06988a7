using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Keeps the result of a call of an immutable builder: <c>b.WithName("web");</c> becomes <c>b = b.WithName("web");</c>.</summary>
internal sealed class AssignResult : Fix
{
    public override Change? At(FixPlace place)
    {
        if (place.Node.AncestorsAndSelf().OfType<ExpressionStatementSyntax>().FirstOrDefault() is not { Expression: InvocationExpressionSyntax call })
            return null;
        ExpressionSyntax receiver = call;
        while (receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member })
            receiver = member.Expression;
        if (!CanBeAssigned(place, receiver) || place.Model.GetTypeInfo(call, place.CancellationToken).Type is not { } result || place.Model.GetTypeInfo(receiver, place.CancellationToken).Type is not { } type
            || place.Model.Compilation.ClassifyCommonConversion(result, type) is not ({ IsIdentity: true } or { IsReference: true, IsImplicit: true }))
            return null;
        return Change.Replace($"Assign the result to '{receiver}'", "Assign", new TextSpan(call.SpanStart, 0), $"{receiver} = ");
    }

    private static bool CanBeAssigned(FixPlace place, ExpressionSyntax receiver) => place.Model.GetSymbolInfo(receiver, place.CancellationToken).Symbol switch
    {
        ILocalSymbol local => !local.IsConst && !local.IsForEach && !local.IsUsing && local.RefKind == RefKind.None,
        IParameterSymbol parameter => parameter.RefKind is RefKind.None or RefKind.Ref,
        IFieldSymbol field => !field.IsReadOnly && !field.IsConst,
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
        _ => false,
    };
}
