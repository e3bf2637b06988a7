using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Pins an image whose tag is an argument of its own to the digest that the same code names for it: <c>AddContainer("web", "nginx", "1.27")</c> gets <c>.WithImageSHA256("…")</c>.</summary>
/// <remarks>A call that says the tag again behind it would take the digest away: a longer chain that does is left alone.</remarks>
internal sealed class PinTagAsElsewhere : Fix
{
    private const string Title = "Pin to the digest that this file has for it";
    private const string Algorithm = "sha256:";

    public override Change? At(FixPlace place)
    {
        if (place.Call is not { } call || FixPlace.NameOf(call) is not ("AddContainer" or "WithImage") || place.MethodOf(call) is not { ContainingType.Name: "ContainerResourceBuilderExtensions" } method
            || TextOf(call, method, "image") is not { } image || TextOf(call, method, "tag") is not { } tag
            || PinLiteralAsElsewhere.DigestOf($"{image}:{tag}", place) is not { } digest || !digest.StartsWith(Algorithm, StringComparison.Ordinal))
            return null;
        for (var next = call; next.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer }; next = outer)
        {
            if (FixPlace.NameOf(outer) is "WithImage" or "WithImageTag" or "WithImageSHA256" or "WithImageRegistry")
                return null;
        }

        return Change.Replace(Title, Title, new TextSpan(call.Span.End, 0), $".WithImageSHA256(\"{digest.Substring(Algorithm.Length)}\")");
    }

    private static string? TextOf(InvocationExpressionSyntax call, IMethodSymbol method, string parameter)
    {
        var arguments = call.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count && i < method.Parameters.Length; i++)
        {
            if ((arguments[i].NameColon?.Name.Identifier.ValueText ?? method.Parameters[i].Name) == parameter)
                return (arguments[i].Expression as LiteralExpressionSyntax)?.Token.Value as string;
        }

        return null;
    }
}
