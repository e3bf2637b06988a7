using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes the statement out that sets a variable of the process: <c>Environment.SetEnvironmentVariable("TESTCONTAINERS_RYUK_DISABLED", "true");</c></summary>
internal sealed class RemoveVariable : Fix
{
    public override Change? At(FixPlace place) =>
        place.Value is { Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: [{ Expression: LiteralExpressionSyntax { Token.ValueText: var name } }, ..], Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } call } } }
        && place.MethodOf(call) is { Name: "SetEnvironmentVariable", ContainingType: { Name: "Environment", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
            ? Change.Remove(name, statement)
            : null;
}
