namespace ContainerSec;

/// <summary>A value that nobody wrote: the engine's default.</summary>
/// <param name="engine">The engine's name.</param>
/// <param name="source">Where the default is documented or written.</param>
public sealed class EngineDefaultProvenance(string engine, string source) : Provenance
{
    /// <summary>The engine's name.</summary>
    public string Engine { get; } = engine;

    /// <summary>Where the default is documented or written.</summary>
    public string Source { get; } = source;

    /// <inheritdoc/>
    public override string Description => $"default of {Engine}";
}
