using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Takes an element out of a list or a dictionary that a member holds: <c>CapAdd = ["ALL"]</c>, <c>CapAdd.Add("ALL")</c>, <c>Sysctls = { ["k"] = "v" }</c>.</summary>
/// <remarks>A list that becomes empty goes with its member.</remarks>
/// <param name="members">The names of the members that hold such lists.</param>
internal sealed class RemoveElement(params string[] members) : Fix
{
    public override Change? At(FixPlace place)
    {
        foreach (var node in place.Node.AncestorsAndSelf().TakeWhile(static n => n is not (StatementSyntax or LambdaExpressionSyntax)))
        {
            var element = node switch
            {
                ExpressionElementSyntax { Parent: CollectionExpressionSyntax list } when IsHeld(place, list) => node,
                ExpressionSyntax { Parent: InitializerExpressionSyntax list } when (!list.IsKind(SyntaxKind.ObjectInitializerExpression) || IsEntry(node)) && IsHeld(place, list) => node,
                // WithArgs("--insecure", "--port=80")
                ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } arguments } when members.Contains(FixPlace.NameOf(call)) && IsOneOfMany(place, call, arguments.Arguments.IndexOf((ArgumentSyntax)node)) => node,
                // c.CapAdd.Add("ALL"), c.Sysctls["k"] = "v"
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: MemberAccessExpressionSyntax list }, Parent: ExpressionStatementSyntax statement } when IsNamed(list) => statement,
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: MemberAccessExpressionSyntax list }, Parent: LambdaExpressionSyntax } when IsNamed(list) => node,
                // caps.Add("ALL"), of a local list that only such members get
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: IdentifierNameSyntax list }, Parent: ExpressionStatementSyntax statement } when IsOnlyGivenTo(place, place.Model.GetSymbolInfo(list, place.CancellationToken).Symbol) => statement,
                AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax list }, Parent: LambdaExpressionSyntax } when IsNamed(list) => node,
                AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax list }, Parent: ExpressionStatementSyntax statement } when IsNamed(list) => statement,
                _ => null,
            };
            if (element is not null)
                return Change.Remove(Shown(place.Span.Length <= 60 ? place.Node.ToString() : "it"), element);
        }

        return null;
    }

    private bool IsHeld(FixPlace place, ExpressionSyntax list)
    {
        var value = list.Parent is BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax ? list.Parent : list;
        return value.Parent switch
        {
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => members.Contains(name.Identifier.ValueText),
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax name } => IsNamed(name),
            // WithEnvironment(new Dictionary<string, string> { ["A"] = "1" })
            ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } => members.Contains(FixPlace.NameOf(call)),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax local } => IsOnlyGivenTo(place, place.Model.GetDeclaredSymbol(local, place.CancellationToken)),
            _ => false,
        };
    }

    // A local list is as good as the member that it is given to, if nothing else gets it.
    private bool IsOnlyGivenTo(FixPlace place, ISymbol? symbol)
    {
        if (symbol is not ILocalSymbol { DeclaringSyntaxReferences: [var declaration] } local)
            return false;
        var scope = declaration.GetSyntax(place.CancellationToken).AncestorsAndSelf().First(static n => n is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax);
        return scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(place.Model.GetSymbolInfo(n, place.CancellationToken).Symbol, local))
            .All(use => use.Parent switch
            {
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment => assignment.Right == use && members.Contains(name.Identifier.ValueText),
                AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax name } assignment => assignment.Right == use && IsNamed(name),
                MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax } } => true,
                _ => false,
            });
    }

    private bool IsNamed(MemberAccessExpressionSyntax member) => members.Contains(member.Name.Identifier.ValueText);

    private static bool IsOneOfMany(FixPlace place, InvocationExpressionSyntax call, int index) =>
        place.MethodOf(call) is { Parameters: [.., { IsParams: true }] parameters } && index >= parameters.Length - 1;

    private static bool IsEntry(SyntaxNode node) => node is AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax };

    // What a variable is set to may be a secret.
    private static string Shown(string text) => text.IndexOf('\n') >= 0 ? "it" : text.IndexOf('=') is > 0 and var equals ? text.Substring(0, equals).Trim().Trim('"') : text;
}
