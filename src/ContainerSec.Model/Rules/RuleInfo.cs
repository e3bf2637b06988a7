namespace ContainerSec;

/// <summary>What there is to know of a rule besides its judgement. Pages, report metadata and help are made from it.</summary>
public sealed record RuleInfo
{
    /// <summary>Describes a rule.</summary>
    /// <param name="id"><c>CSEC</c>, two digits of the chapter, two digits.</param>
    /// <param name="title">What is wrong, in a few words.</param>
    /// <param name="production">Severity in production; <see cref="Severity.Off"/> when only stricter profiles judge it.</param>
    /// <param name="test">Severity in tests.</param>
    public RuleInfo(string id, string title, Severity production, Severity test = Severity.Off)
    {
        Id = id ?? throw new ArgumentNullException(nameof(id));
        Title = title ?? throw new ArgumentNullException(nameof(title));
        Production = production;
        Test = test;
    }

    /// <summary>The id: <c>CSEC0901</c>.</summary>
    public string Id { get; }

    /// <summary>What is wrong, in a few words.</summary>
    public string Title { get; }

    /// <summary>Severity in production under the profile <c>recommended</c>.</summary>
    public Severity Production { get; }

    /// <summary>Severity in tests under the profile <c>recommended</c>.</summary>
    public Severity Test { get; }

    /// <summary>The chapter, as the id says it.</summary>
    public Chapter Chapter => (Chapter)(((Id[4] - '0') * 10) + (Id[5] - '0'));

    /// <summary>The principle that the rule serves.</summary>
    public Principle Principle { get; init; }

    /// <summary>What an attacker gains: the consequence, in one or two sentences.</summary>
    public string Why { get; init; } = "";

    /// <summary>What to write instead.</summary>
    public string Fix { get; init; } = "";

    /// <summary>Places in standards that the rule answers; only verified ones.</summary>
    public IReadOnlyList<Mapping> Mappings { get; init; } = [];

    /// <summary>Documents to read: man pages, sections of specifications.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Texts that it fails and passes.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>Rules that say less about the same fact: where this rule fails they are not repeated.</summary>
    public IReadOnlyList<string> Precedes { get; init; } = [];

    /// <summary>Whether the place that a finding names holds a secret: reports mask it.</summary>
    public bool PointsAtSecret { get; init; }

    /// <summary>Whether it also judges the steps that the history of a built image tells. A rule does not whose finding the image itself shows better, or that nobody can follow any more once it is built.</summary>
    public bool JudgesHistory { get; init; }

    /// <summary>Severity when a stricter profile switches on a rule that is off by default.</summary>
    public Severity WhenOn { get; init; } = Severity.Info;
}
