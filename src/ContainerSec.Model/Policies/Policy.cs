namespace ContainerSec;

/// <summary>Which rules are judged, how much each matters, and what is waived.</summary>
public sealed record Policy
{
    /// <summary>The quiet default: rules that an experienced engineer would want to hear of.</summary>
    public static Policy Recommended { get; } = Profiles.Find("recommended")!;

    /// <summary>Every rule.</summary>
    public static Policy Strict { get; } = Profiles.Find("strict")!;

    /// <summary>The profile that it was made from: <c>recommended</c>, <c>pss-restricted@1.34</c>.</summary>
    public string Profile { get; init; } = "";

    /// <summary>The rules, in the order of their ids.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>Severities that replace the rules' own, by id; <see cref="Severity.Off"/> switches a rule off.</summary>
    public IReadOnlyDictionary<string, Severity> Severities { get; init; } = new Dictionary<string, Severity>();

    /// <summary>Accepted findings.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>What rules with options go by.</summary>
    public PolicyOptions Options { get; init; } = PolicyOptions.Default;

    /// <summary>The pod security standard that is judged exactly; null for every other policy.</summary>
    public PodSecurityStandard? PodSecurity { get; init; }

    /// <summary>Whether it enumerates a standard: then every violated item is named, although another finding says more about the same fact; and severity does not follow the context.</summary>
    public bool EnumeratesStandard { get; init; }

    /// <summary>Whether rules that are off by default are judged with the severity that they have when on.</summary>
    public bool IncludesOptional { get; init; }

    /// <summary>How much a rule matters for a subject.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="context">What the subject is for.</param>
    public Severity SeverityOf(Rule rule, RunContext context)
    {
        var info = rule.Info;
        if (Severities.TryGetValue(info.Id, out var severity))
            return severity;
        if (EnumeratesStandard)
            return info.Production > Severity.Warning ? info.Production : Severity.Warning;
        var own = context switch
        {
            RunContext.Test => info.Test,
            RunContext.Development => info.Production > Severity.Hidden ? info.Production - 1 : info.Production,
            _ => info.Production,
        };
        return own == Severity.Off && IncludesOptional ? info.WhenOn : own;
    }
}
