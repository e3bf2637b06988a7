namespace ContainerSec;

/// <summary>A rule's failure on a subject.</summary>
public sealed record Finding
{
    /// <summary>The rule.</summary>
    public required Rule Rule { get; init; }

    /// <summary>The rule's id.</summary>
    public string RuleId => Rule.Info.Id;

    /// <summary>How much it matters here.</summary>
    public Severity Severity { get; init; }

    /// <summary>One sentence: the subject and what is wrong with it.</summary>
    public string Message { get; init; } = "";

    /// <summary>The subject; null for the deployment as a whole.</summary>
    public Subject? Subject { get; init; }

    /// <summary>The cause.</summary>
    public Provenance? Origin { get; init; }

    /// <summary>Further places that took part.</summary>
    public IReadOnlyList<Provenance> Related { get; init; } = [];

    /// <summary>Why it is accepted; null when it is not.</summary>
    public Suppression? Suppression { get; init; }

    /// <summary>Whether somebody accepted it.</summary>
    public bool IsSuppressed => Suppression is not null;
}
