namespace ContainerSec;

/// <summary>What a rule could not tell of a subject, and which fact would decide.</summary>
public sealed record Unjudged
{
    /// <summary>The rule.</summary>
    public required Rule Rule { get; init; }

    /// <summary>How much its failure would matter here.</summary>
    public Severity Severity { get; init; }

    /// <summary>The subject; null for the deployment as a whole.</summary>
    public Subject? Subject { get; init; }

    /// <summary>The fact that would decide.</summary>
    public Provenance? Origin { get; init; }

    /// <summary>One sentence: what would have to be known.</summary>
    public string Message { get; init; } = "";
}
