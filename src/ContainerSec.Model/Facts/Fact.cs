using System.Diagnostics.CodeAnalysis;

namespace ContainerSec;

/// <summary>Makes facts without naming their type.</summary>
public static class Fact
{
    /// <summary>A statement with a known value.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">What was said.</param>
    /// <param name="origin">Where it was said.</param>
    public static Fact<T> Known<T>(T value, Provenance? origin = null) => new(FactState.Known, value, origin);

    /// <summary>A statement whose value cannot be computed.</summary>
    /// <typeparam name="T">The type that the value would have.</typeparam>
    /// <param name="origin">Where it was said.</param>
    public static Fact<T> Unknown<T>(Provenance? origin = null) => new(FactState.Unknown, default, origin);

    // For readers, which have a place at hand of which no object was made yet.
    internal static Fact<T> Known<T>(T value, Statement place) => new(place.With(FactState.Known), value);

    internal static Fact<T> Unknown<T>(Statement place) => new(place.With(FactState.Unknown), default);
}

/// <summary>One statement about a container: what was said, whether it is known, and where it was said.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>The default value is <see cref="FactState.Unset"/>: nobody said anything.</remarks>
public readonly record struct Fact<T>
{
    private readonly Statement _statement;

    internal Fact(FactState state, T? value, Provenance? origin)
        : this(new Statement(state, origin), value)
    {
    }

    internal Fact(Statement statement, T? value)
    {
        _statement = statement;
        Value = value;
    }

    /// <summary>Whether the value was said and is known.</summary>
    public FactState State => _statement.State;

    /// <summary>The value; the default of <typeparamref name="T"/> unless <see cref="IsKnown"/>.</summary>
    public T? Value { get; }

    /// <summary>Where it was said; null when nobody said it or the object was built by hand.</summary>
    public Provenance? Origin => _statement.Origin;

    /// <summary>Whether nobody said anything.</summary>
    public bool IsUnset => State == FactState.Unset;

    /// <summary>Whether the value was said and is known.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsKnown => State == FactState.Known;

    /// <summary>Whether something was said that cannot be computed.</summary>
    public bool IsUnknown => State == FactState.Unknown;

    /// <summary>Whether the value is known and fulfils the condition.</summary>
    /// <param name="condition">Asked only when the value is known.</param>
    public bool Is(Func<T, bool> condition) => IsKnown && condition(Value);

    /// <summary>Whether the value is known and equals <paramref name="value"/>.</summary>
    /// <param name="value">The value to compare with.</param>
    public bool Is(T value) => IsKnown && EqualityComparer<T>.Default.Equals(Value, value);

    /// <summary>This fact if anybody said it (known or not), else the other one.</summary>
    /// <param name="other">What applies when this is unset.</param>
    public Fact<T> Or(Fact<T> other) => IsUnset ? other : this;

    /// <summary>The same statement, with another value computed from a known one.</summary>
    /// <typeparam name="TResult">The type of the new value.</typeparam>
    /// <param name="convert">Asked only when the value is known.</param>
    public Fact<TResult> Select<TResult>(Func<T, TResult> convert) => new(_statement, IsKnown ? convert(Value) : default);

    /// <summary>The same statement of another value, which is known as far as this one is.</summary>
    internal Fact<TResult> With<TResult>(TResult value) => new(_statement, IsKnown ? value : default);

    /// <summary>The value and its state, for people and debuggers.</summary>
    public override string ToString() => State switch
    {
        FactState.Known => $"{Value}",
        FactState.Unknown => "(unknown)",
        _ => "(unset)",
    };
}
