using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>Which types are lists, which are dictionaries.</summary>
internal static class CollectionTypes
{
    public static bool IsMap(ITypeSymbol type) => Implements(type, static name => name is "IDictionary" or "IReadOnlyDictionary");

    public static bool IsList(ITypeSymbol type) =>
        type is IArrayTypeSymbol || (type.SpecialType != SpecialType.System_String && Implements(type, static name => name is "ICollection" or "IReadOnlyCollection" or "IEnumerable"));

    private static bool Implements(ITypeSymbol type, Func<string, bool> isName)
    {
        if (type is not INamedTypeSymbol named)
            return false;
        if (IsCollection(named, isName))
            return true;
        foreach (var implemented in named.AllInterfaces)
        {
            if (IsCollection(implemented, isName))
                return true;
        }

        return false;
    }

    private static bool IsCollection(INamedTypeSymbol type, Func<string, bool> isName) =>
        type.TypeArguments.Length > 0 && isName(type.Name) && type.ContainingNamespace is { Name: "Generic", ContainingNamespace.Name: "Collections" };
}
