using Microsoft.CodeAnalysis;

namespace ContainerSec.Analyzers.Lifting;

/// <summary>The locals and parameters of one call.</summary>
internal sealed class Frame(IMethodSymbol? method, Frame? outer, Value? instance, int depth)
{
    private readonly Dictionary<ISymbol, Stated> _variables = new(SymbolEqualityComparer.Default);

    public IMethodSymbol? Method { get; } = method;

    /// <summary>The object that <c>this</c> is.</summary>
    public Value? Instance { get; } = instance;

    /// <summary>How many calls it is away from the code that is judged.</summary>
    public int Depth { get; } = depth;

    /// <summary>What the call returned so far.</summary>
    public Stated? Result { get; set; }

    /// <summary>What <c>yield return</c> gave so far.</summary>
    public ListValue? Yielded { get; set; }

    public Stated? Find(ISymbol variable)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (frame._variables.TryGetValue(variable, out var value))
                return value;
        }

        return null;
    }

    private Frame? Outer { get; } = outer;

    public void Declare(ISymbol variable, Stated value) => _variables[variable] = value;

    public void Assign(ISymbol variable, Stated value)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (frame._variables.ContainsKey(variable))
            {
                frame._variables[variable] = value;
                return;
            }
        }

        Declare(variable, value);
    }
}
