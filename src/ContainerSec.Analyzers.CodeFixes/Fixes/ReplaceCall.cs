using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Calls another method of the same type with the same arguments: <c>WithHttpEndpoint(…)</c> becomes <c>WithHttpsEndpoint(…)</c>.</summary>
internal sealed class ReplaceCall(string from, string to) : Fix
{
    /// <summary>Whether it is right wherever it stands, so that Fix All may do it.</summary>
    public bool IsForAll { get; init; } = true;

    public override Change? At(FixPlace place)
    {
        if (place.Call is not { Expression: MemberAccessExpressionSyntax member } call || FixPlace.NameOf(call) != from || place.MethodOf(call) is not { } called)
            return null;
        // The version that is referenced must have it, and it must take what is passed.
        if (!called.ContainingType.GetMembers(to).OfType<IMethodSymbol>().Any(other => Takes(place, called, other, call.ArgumentList.Arguments)))
            return null;
        return Change.Replace($"Call {to}", $"Call {to}", member.Name is GenericNameSyntax generic ? generic.Identifier.Span : member.Name.Span, to) with { IsForAll = IsForAll };
    }

    private static bool Takes(FixPlace place, IMethodSymbol called, IMethodSymbol other, SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        var first = called.ReducedFrom is null ? 0 : 1;
        if (!(called.ReducedFrom ?? called).Parameters.Select(static p => p.Name).SequenceEqual(other.Parameters.Select(static p => p.Name)))
            return false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var parameter = arguments[i].NameColon is { } name ? other.Parameters.First(p => p.Name == name.Name.Identifier.ValueText) : other.Parameters[Math.Min(first + i, other.Parameters.Length - 1)];
            if (place.Model.GetTypeInfo(arguments[i].Expression, place.CancellationToken).Type is { } type && !place.Model.Compilation.ClassifyCommonConversion(type, parameter.Type).IsImplicit)
                return false;
        }

        return true;
    }
}
