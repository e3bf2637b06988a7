namespace ContainerSec;

/// <summary>A thing that rules judge: a workload, an image, a Dockerfile, a role, an engine.</summary>
public abstract record Subject
{
    /// <summary>Its name as its author wrote it; empty when it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is called in its format: <c>service</c>, <c>container</c>, <c>stage</c>, <c>ClusterRole</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Where it was written; null when it was built by hand.</summary>
    public Provenance? Origin { get; init; }

    /// <summary>What it is for; the severity of findings follows it.</summary>
    public RunContext Context { get; init; }

    /// <summary>The beginning of a message about it: <c>service 'web'</c>.</summary>
    public virtual string Description => Name.Length == 0 ? Kind : $"{Kind} '{Name}'";
}
