namespace ContainerSec;

/// <summary>One rule of a role.</summary>
public sealed record RbacRule
{
    /// <summary>API groups; the empty text is the core group.</summary>
    public FactList<string> ApiGroups { get; init; } = FactList<string>.Unset;

    /// <summary>Resources, with subresource behind a slash: <c>pods/exec</c>.</summary>
    public FactList<string> Resources { get; init; } = FactList<string>.Unset;

    /// <summary>Names that the rule is limited to; unset means all.</summary>
    public FactList<string> ResourceNames { get; init; } = FactList<string>.Unset;

    /// <summary>Verbs.</summary>
    public FactList<string> Verbs { get; init; } = FactList<string>.Unset;

    /// <summary>Paths that are no resources.</summary>
    public FactList<string> NonResourceUrls { get; init; } = FactList<string>.Unset;

    /// <summary>Where it was written.</summary>
    public Provenance? Origin { get; init; }
}
