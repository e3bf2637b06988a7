using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>The piece of code that is judged: a method, an accessor, an initializer, the statements of a file.</summary>
internal sealed class CodeBlock
{
    public CodeBlock(SyntaxNode root, ISymbol owner)
    {
        (Root, Owner) = (root, owner);
        // Types that stand behind a file's statements are pieces of their own.
        Span = root is CompilationUnitSyntax unit && unit.Members.OfType<GlobalStatementSyntax>().ToArray() is [var first, ..] statements
            ? TextSpan.FromBounds(first.SpanStart, statements[statements.Length - 1].Span.End)
            : root.Span;
    }

    public SyntaxNode Root { get; }

    /// <summary>The method, field or property that it belongs to.</summary>
    public ISymbol Owner { get; }

    /// <summary>Where it begins and ends.</summary>
    public TextSpan Span { get; }

    /// <summary>The operations of it; null when it has none, or does not compile at all.</summary>
    public IOperation? OperationIn(SemanticModel model, CancellationToken cancellationToken)
    {
        SyntaxNode? node = Root switch
        {
            // A field's own part of a declaration of several.
            BaseFieldDeclarationSyntax field => field.Declaration.Variables.FirstOrDefault(v => v.Identifier.ValueText == Owner.Name)?.Initializer,
            VariableDeclaratorSyntax declarator => declarator.Initializer,
            PropertyDeclarationSyntax property => (SyntaxNode?)property.Initializer ?? property.ExpressionBody,
            _ => Root,
        };
        return node is null ? null : model.GetOperation(node, cancellationToken);
    }
}
