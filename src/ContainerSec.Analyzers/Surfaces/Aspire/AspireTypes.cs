using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Aspire's types by name; the assembly's name does not count, so that integrations of all packages are known.</summary>
internal static class AspireTypes
{
    /// <summary>Whether a type stands in <c>Aspire.Hosting</c> or below it.</summary>
    public static bool IsOfLibrary(INamedTypeSymbol? type)
    {
        for (var space = type?.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space.Name == "Hosting" && space.ContainingNamespace is { Name: "Aspire", ContainingNamespace.IsGlobalNamespace: true })
                return true;
        }

        return false;
    }

    /// <summary>The resource of an <c>IResourceBuilder&lt;T&gt;</c>; null when a type is none.</summary>
    public static ITypeSymbol? ResourceOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "IResourceBuilder", TypeArguments: [var resource] } builder && IsOfLibrary(builder) ? resource : null;

    /// <summary>Whether a type is a resource of this name, or derives from it.</summary>
    public static bool Is(ITypeSymbol? type, string name)
    {
        if (type is ITypeParameterSymbol parameter)
            return parameter.ConstraintTypes.Any(constraint => Is(constraint, name));
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name == name && type is INamedTypeSymbol named && IsOfLibrary(named))
                return true;
        }

        return false;
    }
}
