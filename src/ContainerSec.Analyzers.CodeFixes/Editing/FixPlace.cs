using ContainerSec.Analyzers.Surfaces;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Where a diagnostic stands in C# code: on the value that states a fact, or on a call from its name to its end.</summary>
internal sealed class FixPlace
{
    private readonly Lazy<Libraries?> _libraries;

    public FixPlace(SyntaxNode root, SemanticModel model, TextSpan span, IReadOnlyList<TextSpan> related, CancellationToken cancellationToken)
    {
        (Root, Model, Span, Related, CancellationToken) = (root, model, span, related, cancellationToken);
        Node = root.FindNode(span, getInnermostNodeForTie: true);
        _libraries = new Lazy<Libraries?>(() => Libraries.Of(model.Compilation));
    }

    public SyntaxNode Root { get; }

    public SemanticModel Model { get; }

    public TextSpan Span { get; }

    /// <summary>Further places in the same document that took part.</summary>
    public IReadOnlyList<TextSpan> Related { get; }

    /// <summary>The innermost node that holds the place.</summary>
    public SyntaxNode Node { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>The value that the diagnostic stands on, with the parentheses and conversions around it; null when it stands on a call as a whole.</summary>
    public ExpressionSyntax? Value
    {
        get
        {
            // An argument that is named is meant with its name, and a member of an object with what it is set to.
            var node = Node switch { ArgumentSyntax argument => argument.Expression, AssignmentExpressionSyntax assignment => assignment.Right, _ => Node };
            if (node is not ExpressionSyntax value || (value.Span != Span && Node == node))
                return null;
            while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
                value = (ExpressionSyntax)value.Parent;
            return value;
        }
    }

    /// <summary>The call of a library's member that the value is an argument of, or that the diagnostic stands on.</summary>
    /// <remarks>Not a method of the user's own that hands the value on: what is done to such a call is not known.</remarks>
    public InvocationExpressionSyntax? Call
    {
        get
        {
            var call = Value is { Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax around } } } ? around
                : Node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } itself && member.Name.SpanStart == Span.Start && itself.Span.End == Span.End ? itself
                : null;
            return call is not null && MethodOf(call) is { } method && IsOfLibrary(method) ? call : null;
        }
    }

    /// <summary>The same for another place of this document.</summary>
    public FixPlace At(TextSpan span) => new(Root, Model, span, [], CancellationToken);

    /// <summary>A member of a type, as it is written here: <c>AccessMode.ReadOnly</c>.</summary>
    public string Written(ITypeSymbol type, string member)
    {
        var named = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        return named.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(Model, Span.Start) + "." + member;
    }

    /// <summary>The method that is called.</summary>
    public IMethodSymbol? MethodOf(InvocationExpressionSyntax call) => Model.GetSymbolInfo(call, CancellationToken).Symbol as IMethodSymbol;

    /// <summary>The name by which a method is called: <c>WithPrivileged</c>.</summary>
    public static string NameOf(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax member ? member.Name.Identifier.ValueText : "";

    private bool IsOfLibrary(IMethodSymbol method) => _libraries.Value?.MeaningOf(method) is not null;
}
