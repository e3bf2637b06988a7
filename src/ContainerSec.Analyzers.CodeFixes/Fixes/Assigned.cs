using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Finds the assignment that a diagnostic's value belongs to.</summary>
internal static class Assigned
{
    /// <summary>The innermost assignment to one of these members whose right side holds the place.</summary>
    public static AssignmentExpressionSyntax? Around(FixPlace place, IReadOnlyList<string> members) =>
        place.Node.AncestorsAndSelf().TakeWhile(static n => n is not (StatementSyntax or LambdaExpressionSyntax)).OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(a => a.Span.Contains(place.Span) && NameOf(a) is { } name && members.Contains(name) && IsOfLibrary(place, a));

    /// <summary>The name of the member that is assigned.</summary>
    public static string? NameOf(AssignmentExpressionSyntax assignment) => assignment.Left switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };

    // A property of the user's own may do anything with it.
    private static bool IsOfLibrary(FixPlace place, AssignmentExpressionSyntax assignment) =>
        place.Model.GetSymbolInfo(assignment.Left, place.CancellationToken).Symbol is IPropertySymbol { DeclaringSyntaxReferences.Length: 0 };
}
