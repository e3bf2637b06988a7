using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSec.Analyzers.CodeFixes;

/// <summary>Names the image that a builder of a module uses by default: what runs today is then seen, and can be kept up to date.</summary>
internal sealed class NameDefaultImage : Fix
{
    public override Change? At(FixPlace place)
    {
        if (place.Node.AncestorsAndSelf().OfType<ObjectCreationExpressionSyntax>().FirstOrDefault() is not { ArgumentList: { Arguments.Count: 0 } arguments, Initializer: null } creation
            || place.Model.GetTypeInfo(creation, place.CancellationToken).Type is not INamedTypeSymbol type
            || type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(static f => f is { HasConstantValue: true, ConstantValue: string, DeclaredAccessibility: Accessibility.Public } && f.Name.EndsWith("Image", StringComparison.Ordinal)) is not { ConstantValue: string image })
            return null;
        var title = $"Name the image '{image}'";
        // Versions before 4 have no constructor that takes an image.
        return type.InstanceConstructors.Any(static c => c.DeclaredAccessibility == Accessibility.Public && c.Parameters is [{ Type.SpecialType: SpecialType.System_String }])
            ? Change.Replace(title, "Name the image", new TextSpan(arguments.OpenParenToken.Span.End, 0), $"\"{image}\"")
            : Change.Replace(title, "Name the image", new TextSpan(creation.Span.End, 0), $".WithImage(\"{image}\")");
    }
}
