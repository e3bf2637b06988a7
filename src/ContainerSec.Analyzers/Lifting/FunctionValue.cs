using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>Something that can be called: a lambda with the locals that it sees, a method of this compilation.</summary>
internal sealed class FunctionValue(IMethodSymbol method, IOperation? body, Frame? outer, Value? instance) : Value
{
    public IMethodSymbol Method { get; } = method;

    /// <summary>The body of a lambda; null for a method, whose body is looked up.</summary>
    public IOperation? Body { get; } = body;

    /// <summary>The locals around a lambda.</summary>
    public Frame? Outer { get; } = outer;

    /// <summary>The object that a method was taken from.</summary>
    public Value? Instance { get; } = instance;

    /// <summary>Whether its body was run.</summary>
    public bool WasCalled { get; set; }
}
