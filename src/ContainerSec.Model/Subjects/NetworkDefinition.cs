namespace ContainerSec;

/// <summary>A network that is declared.</summary>
public sealed record NetworkDefinition : Subject
{
    /// <summary>Its driver.</summary>
    public Fact<string> Driver { get; init; }

    /// <summary>Whether it was made elsewhere.</summary>
    public Fact<bool> External { get; init; }

    /// <summary>Whether it has no way out.</summary>
    public Fact<bool> Internal { get; init; }

    /// <summary>The driver's options.</summary>
    public FactList<Label> Options { get; init; } = FactList<Label>.Unset;
}
