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
        // The version that is referenced must have it.
        var names = (called.ReducedFrom ?? called).Parameters.Select(static p => p.Name).ToArray();
        if (!called.ContainingType.GetMembers(to).OfType<IMethodSymbol>().Any(m => m.Parameters.Select(static p => p.Name).SequenceEqual(names)))
            return null;
        return Change.Replace($"Call {to}", $"Call {to}", member.Name is GenericNameSyntax generic ? generic.Identifier.Span : member.Name.Span, to) with { IsForAll = IsForAll };
    }
}
