namespace ContainerSec.Threats;

/// <summary>A way from one privilege to another: what it needs, what stops it, and what the field calls it.</summary>
/// <param name="Id">Its number: <c>CSE011</c>.</param>
/// <param name="Name">Its name: <c>Container engine socket</c>.</param>
public sealed record TechniqueInfo(string Id, string Name)
{
    /// <summary>What the attacker has before.</summary>
    public required PrivilegeKind From { get; init; }

    /// <summary>What the attacker has after.</summary>
    public required PrivilegeKind To { get; init; }

    /// <summary>The classes of STRIDE that it belongs to.</summary>
    public required Stride Stride { get; init; }

    /// <summary>The chapters that explain it: 9 is breaking isolation.</summary>
    public required IReadOnlyList<int> Chapters { get; init; }

    /// <summary>What happens, in one or two sentences.</summary>
    public required string What { get; init; }

    /// <summary>What has to be so; all of it.</summary>
    public required IReadOnlyList<string> Conditions { get; init; }

    /// <summary>What stops it; any of it.</summary>
    public required IReadOnlyList<string> Blockers { get; init; }

    /// <summary>What is taken for granted and no configuration can tell: a flaw in a program that can be reached. Null when nothing is.</summary>
    public string? Assumes { get; init; }

    /// <summary>How strong what still stands in the way is, once the conditions hold: 0 (nothing) to 100. The cost of a step is -ln(1 - strength / 100).</summary>
    /// <remarks>An ordinal aid for ranking, not a measurement; <see cref="ThreatModelOptions.Strengths"/> replaces it.</remarks>
    public required double Strength { get; init; }

    /// <summary>Boundaries that it goes through rather than around, by their name in the catalogue: each is one more thing that has to fail.</summary>
    public IReadOnlyList<string> Crosses { get; init; } = [];

    /// <summary>Techniques of MITRE ATT&amp;CK for Containers and, where that has none, for Linux: <c>T1611</c>.</summary>
    public IReadOnlyList<string> Attack { get; init; } = [];

    /// <summary>Techniques of Microsoft's threat matrix for Kubernetes: <c>MS-TA9013</c>.</summary>
    public IReadOnlyList<string> KubernetesMatrix { get; init; } = [];

    /// <summary>Entries of OWASP lists: <c>A01:2025</c>, <c>D04</c>, <c>K01:2022</c>.</summary>
    public IReadOnlyList<string> Owasp { get; init; } = [];

    /// <summary>Where it is documented: man pages, papers, advisories.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
