using ContainerSec.Analyzers.Lifting;
using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Surfaces;

/// <summary>What a call of a member says about containers.</summary>
internal delegate Value Meaning(Call call);

/// <summary>A library by which C# speaks of containers, as far as a compilation references it: what its members mean.</summary>
internal abstract class Library
{
    /// <summary>Identifiers without which no code speaks of this library; code that has none of any library is not looked at.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>Members by which code changes an object that it got without naming its type, and which other types have, too: code that only reads them is not looked at.</summary>
    public virtual IEnumerable<string> CommonMembers => [];

    /// <summary>What calling a method or a constructor says; null when it says nothing that is known here. Asked once for each member.</summary>
    /// <param name="method">The definition: not reduced, not constructed.</param>
    public abstract Meaning? MeaningOf(IMethodSymbol method);

    /// <summary>What reading a property gives; null when nothing is known here.</summary>
    public virtual Value? Read(IPropertySymbol property, Value? receiver, Interpreter run) => null;

    /// <summary>What assigning a property says; true when that is all there is to it.</summary>
    public virtual bool Assign(IPropertySymbol property, Value? receiver, Stated value, TextProvenance place, Interpreter run) => false;

    /// <summary>A value of a type that came from outside of the code that is judged: a parameter, a field; null when the type says nothing.</summary>
    public virtual Value? FromOutside(ITypeSymbol type, TextProvenance place, Interpreter run) => null;

    /// <summary>Code called a method as a statement of its own, and its result is lost.</summary>
    /// <param name="value">The result.</param>
    /// <param name="made">What the statement made.</param>
    /// <param name="method">The method.</param>
    /// <param name="place">The call.</param>
    /// <param name="run">The run.</param>
    public virtual void Discarded(Value value, IEnumerable<ILifted> made, IMethodSymbol method, TextProvenance place, Interpreter run)
    {
    }

    /// <summary>The code has ended: adds what it said.</summary>
    public virtual void AddTo(LiftedDeployment deployment, Interpreter run)
    {
    }
}
