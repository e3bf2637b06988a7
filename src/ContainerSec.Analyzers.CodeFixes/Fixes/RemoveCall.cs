using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes a call out of a chain: <c>x.WithPrivileged(true)</c> becomes <c>x</c>.</summary>
internal sealed class RemoveCall(params string[] names) : Fix
{
    public override Change? At(FixPlace place) =>
        place.Call is { Expression: MemberAccessExpressionSyntax member } call && names.Contains(FixPlace.NameOf(call)) && Removals.CanRemove(call) && IsFluent(place, call, member.Expression)
            ? Change.Remove(FixPlace.NameOf(call), call)
            : null;

    // What it is called on must fit where its result was.
    private static bool IsFluent(FixPlace place, InvocationExpressionSyntax call, ExpressionSyntax receiver) =>
        place.Model.GetTypeInfo(call, place.CancellationToken).Type is { } after && place.Model.GetTypeInfo(receiver, place.CancellationToken).Type is { } before
        && place.Model.Compilation.ClassifyConversion(before, after) is { IsImplicit: true } conversion && (conversion.IsIdentity || conversion.IsReference);
}
