namespace ContainerSec.Threats;

/// <summary>What no configuration file says about where a deployment runs, and how paths are weighed.</summary>
public sealed record ThreatModelOptions
{
    /// <summary>The defaults: what is not known is possible.</summary>
    public static ThreatModelOptions Default { get; } = new();

    /// <summary>What is known of the place where containers run, and the strengths of boundaries; null for what the deployment says of it.</summary>
    public IsolationOptions? Isolation { get; init; }

    /// <summary>What is assumed about networks where no file says it.</summary>
    public NetworkReachOptions Network { get; init; } = NetworkReachOptions.Default;

    /// <summary>Strengths that replace those of techniques, 0 to 100, by the technique's id.</summary>
    public IReadOnlyDictionary<string, double> Strengths { get; init; } = new Dictionary<string, double>();

    /// <summary>Costs that replace those of controls, by the control's id (<c>sandbox</c>); a negative one takes the control out of consideration.</summary>
    public IReadOnlyDictionary<string, double> ControlCosts { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether the hosts run in a cloud whose metadata service gives out credentials to whoever asks.</summary>
    public Truth CloudMetadata { get; init; } = Truth.Maybe;

    /// <summary>Whether signatures of images are verified before they run.</summary>
    public Truth VerifiesSignatures { get; init; } = Truth.Maybe;

    /// <summary>Vulnerable software in images, from reports about them.</summary>
    public IReadOnlyList<VulnerableSoftware> Vulnerabilities { get; init; } = [];

    /// <summary>Which tenant a namespace belongs to, by the namespace; a namespace that is not named is a tenant of its own.</summary>
    public IReadOnlyDictionary<string, string> Tenants { get; init; } = new Dictionary<string, string>();

    internal double StrengthOf(TechniqueInfo technique, double? computed) =>
        Math.Clamp(Strengths.TryGetValue(technique.Id, out var own) ? own : computed ?? technique.Strength, 0, 99.9);

    internal double CostOf(Control control) => ControlCosts.TryGetValue(control.Info.Id, out var own) ? own : control.Info.Cost;
}
