namespace ContainerSec;

/// <summary>A thing that rules judge: a workload, an image, a Dockerfile, a role, an engine.</summary>
public abstract record Subject
{
    private readonly Statement _place;

    /// <summary>Its name as its author wrote it; empty when it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is called in its format: <c>service</c>, <c>container</c>, <c>stage</c>, <c>ClusterRole</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Where it was written; null when it was built by hand.</summary>
    public Provenance? Origin { get => _place.Origin; init => _place = Statement.At(value); }

    /// <summary>What it is for; the severity of findings follows it.</summary>
    public RunContext Context { get; init; }

    /// <summary>Whether more may be said of it elsewhere: then what is missing here proves nothing. Code that builds an object piece by piece says so.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether all that is said of it stands here, so that what is missing was left out.</summary>
    internal virtual bool IsComplete => !IsPartial;

    /// <summary>What was said of it and has no effect, each as its author calls it: <c>WithPrivileged</c>, the name of a call that returns a new builder which nobody takes.</summary>
    public FactList<string> LostSettings { get; init; } = FactList<string>.Unset;

    /// <summary>The beginning of a message about it: <c>service 'web'</c>.</summary>
    public virtual string Description => Name.Length == 0 ? Kind : $"{Kind} '{Name}'";
}
