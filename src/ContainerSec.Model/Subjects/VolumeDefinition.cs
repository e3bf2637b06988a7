namespace ContainerSec;

/// <summary>A volume that is declared.</summary>
public sealed record VolumeDefinition : Subject
{
    /// <summary>Its driver.</summary>
    public Fact<string> Driver { get; init; }

    /// <summary>Whether it was made elsewhere.</summary>
    public Fact<bool> External { get; init; }

    /// <summary>The driver's options; <c>type=none, o=bind, device=PATH</c> makes a volume a bind mount.</summary>
    public FactList<Label> Options { get; init; } = FactList<Label>.Unset;
}
