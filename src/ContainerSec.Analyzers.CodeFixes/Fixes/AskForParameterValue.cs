using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes the value of a secret parameter out of the code: <c>AddParameter("password", "…")</c> becomes <c>AddParameter("password", secret: true)</c>.</summary>
/// <remarks>The app host then asks for it, or reads it from the configuration and user secrets.</remarks>
internal sealed class AskForParameterValue : Fix
{
    private const string Title = "Take the value out of the code";

    public override Change? At(FixPlace place) =>
        place.Call is { ArgumentList.Arguments: [{ NameColon: null } name, _, ..] arguments } call && FixPlace.NameOf(call) == "AddParameter"
        && place.MethodOf(call) is { } method && method.ContainingType.GetMembers("AddParameter").OfType<IMethodSymbol>().Any(static m => m.Parameters is [_, { Name: "name" }, { Name: "secret" }])
            ? Change.Replace(Title, Title, TextSpan.FromBounds(name.Span.End, arguments[arguments.Count - 1].Span.End), ", secret: true")
            : null;
}
