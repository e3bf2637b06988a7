using ContainerSec.Readers.DockerRun;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes an option out of the arguments of a container runtime: <c>"--privileged"</c>, <c>"--network=host"</c>, <c>"--network", "host"</c>.</summary>
/// <remarks>The last option goes with its call. An option that is not a constant is not touched: it says more than is seen.</remarks>
internal sealed class RemoveOption : Fix
{
    public override Change? At(FixPlace place)
    {
        if (place.Value is not { } value || ElementOf(value) is not { } element || TextOf(place, element) is not { } text)
            return null;
        if (text.StartsWith("-", StringComparison.Ordinal) && (text.Contains('=') || text.Length > 2 || FlagOf(text) is { TakesValue: false }) && !IsValue(place, element))
            return IsWhole(text) ? Change.Remove(Shown(text), element) : null;
        return Beside(element, -1) is { } before && TextOf(place, before) is { } option && FlagOf(option) is { TakesValue: true }
            ? Change.Remove(Shown($"{option} {text}"), before, element)
            : null;
    }

    // "--pids-limit", "-1": what looks like an option may be a value.
    private static bool IsValue(FixPlace place, SyntaxNode element) => Beside(element, -1) is { } before && TextOf(place, before) is { } option && FlagOf(option) is { TakesValue: true };

    // `--a=b`, a switch, `-v/a:/b`; in `-itP` several options stand together.
    private static bool IsWhole(string text) =>
        text.StartsWith("--", StringComparison.Ordinal) ? text.Contains('=') || FlagOf(text) is { TakesValue: false } : text.Length == 2 || RunFlags.Find(text[1]) is { TakesValue: true };

    // The option that a word names without giving its value.
    private static RunFlag? FlagOf(string text) => text switch
    {
        ['-', '-', ..] => text.Contains('=') ? null : RunFlags.Find(text.Substring(2)),
        ['-', var name] => RunFlags.Find(name),
        _ => null,
    };

    private static SyntaxNode? ElementOf(ExpressionSyntax value) => value.Parent switch
    {
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } call } } when FixPlace.NameOf(call) == "Add" => statement,
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Parent: LambdaExpressionSyntax } call } } when FixPlace.NameOf(call) == "Add" => call,
        ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } argument when FixPlace.NameOf(call) == "WithContainerRuntimeArgs" => argument,
        ExpressionElementSyntax element => element,
        InitializerExpressionSyntax => value,
        _ => null,
    };

    private static SyntaxNode? Beside(SyntaxNode element, int distance)
    {
        IReadOnlyList<SyntaxNode> all = element.Parent switch
        {
            ArgumentListSyntax list => list.Arguments,
            CollectionExpressionSyntax list => list.Elements,
            InitializerExpressionSyntax list => list.Expressions,
            BlockSyntax block => block.Statements,
            _ => [],
        };
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i] == element && i + distance >= 0 && i + distance < all.Count)
                return all[i + distance];
        }

        return null;
    }

    private static string? TextOf(FixPlace place, SyntaxNode element)
    {
        var expression = element switch
        {
            ArgumentSyntax argument => argument.Expression,
            ExpressionElementSyntax { Expression: var inner } => inner,
            ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { ArgumentList.Arguments: [var only] } call } when FixPlace.NameOf(call) == "Add" => only.Expression,
            InvocationExpressionSyntax { Parent: LambdaExpressionSyntax, ArgumentList.Arguments: [var only] } => only.Expression,
            ExpressionSyntax itself => itself,
            _ => null,
        };
        return expression is null ? null : place.Model.GetConstantValue(expression, place.CancellationToken).Value as string;
    }

    private static string Shown(string option) => option.Length <= 60 ? option : option.Substring(0, 57) + "...";
}
