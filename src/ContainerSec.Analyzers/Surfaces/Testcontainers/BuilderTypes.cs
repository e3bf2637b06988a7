using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>Which types are builders of Testcontainers: its own, those of its modules, those of its users, and type parameters that stand for one.</summary>
/// <remarks>Interfaces tell, by name: type parameters were added to them from 3 to 4, and two versions may be referenced at once.</remarks>
internal sealed class BuilderTypes
{
    public const string Namespace = "DotNet.Testcontainers.Builders";

    private readonly ConcurrentDictionary<ITypeSymbol, BuilderKind> _kinds = new(SymbolEqualityComparer.Default);

    public BuilderKind KindOf(ITypeSymbol? type) =>
        type is null or { SpecialType: not SpecialType.None } or IArrayTypeSymbol ? BuilderKind.None : _kinds.TryGetValue(type, out var kind) ? kind : _kinds.GetOrAdd(type, Find);

    private BuilderKind Find(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
            return Strongest(parameter.ConstraintTypes.Select(KindOf));
        // The interfaces of a class stay the same whatever its type arguments are.
        return Strongest(type.OriginalDefinition.AllInterfaces.Add((type as INamedTypeSymbol)!).Where(static i => i is not null).Select(KindOfInterface));
    }

    private static BuilderKind Strongest(IEnumerable<BuilderKind> kinds)
    {
        var strongest = BuilderKind.None;
        foreach (var kind in kinds)
        {
            if (kind is not BuilderKind.None && strongest is BuilderKind.None or BuilderKind.Other)
                strongest = kind;
        }

        return strongest;
    }

    private static BuilderKind KindOfInterface(INamedTypeSymbol type) => type.Name switch
    {
        "IContainerBuilder" when IsIn(type) => BuilderKind.Container,
        "IImageFromDockerfileBuilder" when IsIn(type) => BuilderKind.Image,
        "INetworkBuilder" when IsIn(type) => BuilderKind.Network,
        "IAbstractBuilder" when IsIn(type) => BuilderKind.Other,
        _ => BuilderKind.None,
    };

    /// <summary>Whether a type is in a namespace of the library itself.</summary>
    public static bool IsOwn(INamedTypeSymbol type, string folder) =>
        type.ContainingNamespace is { ContainingNamespace: { Name: "Testcontainers", ContainingNamespace: { Name: "DotNet", ContainingNamespace.IsGlobalNamespace: true } } } space && space.Name == folder;

    private static bool IsIn(INamedTypeSymbol type) => IsOwn(type, "Builders");
}
