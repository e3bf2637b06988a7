namespace ContainerSec.Analyzers.Surfaces;

/// <summary>What a builder of Testcontainers builds.</summary>
internal enum BuilderKind
{
    None,
    Container,
    Image,
    Network,

    /// <summary>A volume, or what a later version has.</summary>
    Other,
}
