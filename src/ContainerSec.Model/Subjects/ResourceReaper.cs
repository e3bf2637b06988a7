namespace ContainerSec;

/// <summary>The container that Testcontainers starts beside the others, to remove them when the tests break off (Ryuk).</summary>
public sealed record ResourceReaper : Subject
{
    /// <summary>Whether it is started at all.</summary>
    public Fact<bool> Enabled { get; init; }

    /// <summary>Whether it runs privileged; the library's own default when nobody chose, with an <see cref="EngineDefaultProvenance"/>.</summary>
    public Fact<bool> Privileged { get; init; }
}
