using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>A call of a method or a constructor: its arguments by the names of the parameters.</summary>
internal sealed class Call(Interpreter run, IMethodSymbol method, Value? receiver, ArgumentList arguments, TextProvenance place)
{
    /// <summary>The run that it belongs to.</summary>
    public Interpreter Run { get; } = run;

    /// <summary>The method as it is called, with its type arguments; an extension method is not reduced.</summary>
    public IMethodSymbol Method { get; } = method;

    /// <summary>What it is called on: for an extension method its first argument; null for a static method and a constructor.</summary>
    public Value? Receiver { get; } = receiver;

    /// <summary>The name with its arguments, without what stands before the dot.</summary>
    public TextProvenance Place { get; } = place;

    /// <summary>The arguments by the names of the parameters; those that were not written have the parameter's default.</summary>
    public ArgumentList Arguments { get; } = arguments;

    /// <summary>An argument by the name of its parameter; one that the method does not have is unset.</summary>
    public Argument this[string parameter] => Arguments.TryGet(parameter, out var argument) ? argument : default;

    /// <summary>Whether the method has such a parameter.</summary>
    public bool Has(string parameter) => Arguments.Has(parameter);
}
