using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>The names that members of model classes have in JSON or YAML, as their attributes say them.</summary>
internal sealed class SerializedNames
{
    private readonly ConcurrentDictionary<(INamedTypeSymbol Type, string Member), string?> _names = new(Comparer.Instance);

    /// <summary>The name of a member; its own where no attribute names it, null where an attribute leaves it out.</summary>
    public string? Of(ObjectValue instance, string member) => _names.GetOrAdd((instance.Type, member), static key => Find(key.Type, key.Member));

    /// <summary>The name of a member of an enumeration: <c>[EnumMember(Value = "on-failure")]</c>.</summary>
    public static string OfMember(INamedTypeSymbol enumeration, string member)
    {
        foreach (var symbol in enumeration.GetMembers(member))
        {
            foreach (var attribute in symbol.GetAttributes())
            {
                if (attribute.AttributeClass?.Name is "EnumMemberAttribute" && Named(attribute, "Value") is { } name)
                    return name;
                if (attribute.AttributeClass?.Name is "JsonStringEnumMemberNameAttribute" && attribute.ConstructorArguments is [{ Value: string json }])
                    return json;
            }
        }

        return member;
    }

    private static string? Find(INamedTypeSymbol type, string member)
    {
        for (INamedTypeSymbol? owner = type; owner is not null; owner = owner.BaseType)
        {
            foreach (var symbol in owner.GetMembers(member))
            {
                foreach (var attribute in symbol.GetAttributes())
                {
                    switch (attribute.AttributeClass?.Name)
                    {
                        case "JsonPropertyNameAttribute" when attribute.ConstructorArguments is [{ Value: string name }]:
                            return name;
                        case "DataMemberAttribute" when Named(attribute, "Name") is { } name:
                            return name;
                        case "YamlMemberAttribute" when Named(attribute, "Alias") is { } name:
                            return name;
                        case "YamlIgnoreAttribute":
                            return null;
                        case "JsonIgnoreAttribute" when attribute.NamedArguments.Length == 0:
                            return null;
                    }
                }
            }
        }

        return member;
    }

    private static string? Named(AttributeData attribute, string argument)
    {
        foreach (var named in attribute.NamedArguments)
        {
            if (named.Key == argument && named.Value.Value is string { Length: > 0 } text)
                return text;
        }

        return null;
    }

    private sealed class Comparer : IEqualityComparer<(INamedTypeSymbol Type, string Member)>
    {
        public static Comparer Instance { get; } = new();

        public bool Equals((INamedTypeSymbol Type, string Member) x, (INamedTypeSymbol Type, string Member) y) =>
            x.Member == y.Member && SymbolEqualityComparer.Default.Equals(x.Type, y.Type);

        public int GetHashCode((INamedTypeSymbol Type, string Member) key) =>
            (SymbolEqualityComparer.Default.GetHashCode(key.Type) * 397) ^ StringComparer.Ordinal.GetHashCode(key.Member);
    }
}
