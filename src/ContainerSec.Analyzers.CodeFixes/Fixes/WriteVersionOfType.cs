using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Gives an object of the cluster the version that its type was made for: <c>new V1CronJob { ApiVersion = "batch/v1beta1" }</c> has the fields of <c>batch/v1</c> anyway.</summary>
internal sealed class WriteVersionOfType : Fix
{
    private static readonly string[] Member = ["ApiVersion"];

    public override Change? At(FixPlace place)
    {
        if (Assigned.Around(place, Member) is not { Right: LiteralExpressionSyntax literal } assignment || place.Model.GetSymbolInfo(assignment.Left, place.CancellationToken).Symbol is not IPropertySymbol { ContainingType: { } type }
            || Constant(type, "KubeApiVersion") is not { Length: > 0 } version || Constant(type, "KubeGroup") is not { } group)
            return null;
        var served = group.Length == 0 ? version : $"{group}/{version}";
        return literal.Token.ValueText == served ? null : Change.Replace($"Write {served}", "Write the version of the type", literal.Span, $"\"{served}\"");
    }

    private static string? Constant(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault(static f => f.HasConstantValue)?.ConstantValue as string;
}
