namespace ContainerSec;

/// <summary>A network that is declared.</summary>
public sealed record NetworkDefinition : Subject
{
    /// <summary>The Compose project that declares it, by its name or else its folder: two projects may each have a network of the same name. Empty where the name is one of the engine.</summary>
    public string Project { get; init; } = "";

    /// <summary>What the engine calls it, where that was written; unset when the engine puts the project's name before its own.</summary>
    public Fact<string> EngineName { get; init; }

    /// <summary>Its driver.</summary>
    public Fact<string> Driver { get; init; }

    /// <summary>Whether it was made elsewhere.</summary>
    public Fact<bool> External { get; init; }

    /// <summary>Whether it has no way out.</summary>
    public Fact<bool> Internal { get; init; }

    /// <summary>The driver's options.</summary>
    public FactList<Label> Options { get; init; } = FactList<Label>.Unset;
}
