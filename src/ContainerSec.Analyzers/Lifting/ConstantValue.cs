using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>A constant that is no text: a truth value, a number, a character, a member of an enumeration, null.</summary>
internal sealed class ConstantValue : Value
{
    private ConstantValue(object? constant, INamedTypeSymbol? type = null) => (Constant, Type) = (constant, type);

    public static ConstantValue Null { get; } = new(null);

    public static ConstantValue True { get; } = new(true);

    public static ConstantValue False { get; } = new(false);

    public object? Constant { get; }

    /// <summary>The enumeration that it is a member of; null for others.</summary>
    public INamedTypeSymbol? Type { get; }

    public bool IsNull => Constant is null;

    public bool? Bool => Constant as bool?;

    public long? Number => Constant switch
    {
        int i => i,
        long l => l,
        byte b => b,
        short s => s,
        uint u => u,
        ushort u => u,
        sbyte s => s,
        ulong u when u <= long.MaxValue => (long)u,
        double d when d == Math.Floor(d) && Math.Abs(d) < long.MaxValue => (long)d,
        decimal d when d == Math.Floor(d) && Math.Abs(d) < long.MaxValue => (long)d,
        _ => null,
    };

    public static Value Of(object? constant, ITypeSymbol? type) => constant switch
    {
        null => Null,
        string text => new TextValue(text),
        bool b => b ? True : False,
        _ => new ConstantValue(constant, type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration ? enumeration : null),
    };

    /// <summary>The name of the member of the enumeration; null when there is none.</summary>
    public string? MemberName => Type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, Constant))?.Name;
}
