namespace ContainerSec;

/// <summary>Where a fact comes from.</summary>
/// <remarks>Text spans, engine defaults and computed facts have their own types; a host with places of its own (a compiler, a live engine) derives one.</remarks>
public abstract class Provenance
{
    /// <summary>The place for people: <c>compose.yaml:3:5</c>, <c>default of Docker</c>.</summary>
    public abstract string Description { get; }

    /// <summary>The text span behind this provenance, following computed facts to their first source; null when there is none.</summary>
    public virtual TextProvenance? Text => null;

    /// <inheritdoc/>
    public override string ToString() => Description;
}
