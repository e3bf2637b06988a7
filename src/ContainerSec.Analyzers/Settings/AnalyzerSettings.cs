namespace ContainerSec.Analyzers;

/// <summary>What holds for a source file or a file beside the code.</summary>
/// <remarks>One object, and one engine, for all files with the same settings.</remarks>
internal sealed class AnalyzerSettings
{
    // Each is made when the first project asks for it: most ask for one of them, and many for none.
    private static readonly Lazy<AnalyzerSettings> OfRecommended = new(static () => new(AnalyzerMode.Recommended, Policy.Recommended));
    private static readonly Lazy<AnalyzerSettings> OfStrict = new(static () => new(AnalyzerMode.Strict, Policy.Strict));

    /// <summary>What holds where nobody set anything.</summary>
    public static AnalyzerSettings Recommended => OfRecommended.Value;

    /// <summary>What holds in the mode <c>strict</c> where nobody set anything else.</summary>
    public static AnalyzerSettings Strict => OfStrict.Value;

    /// <summary>Nothing is judged.</summary>
    public static AnalyzerSettings Off { get; } = new(AnalyzerMode.Off, new Policy());

    private AnalyzerSettings(AnalyzerMode mode, Policy policy, string? text = null)
    {
        Text = text ?? mode.ToString();
        Mode = mode;
        Policy = policy;
        Engine = new PolicyEngine(policy);
    }

    public AnalyzerMode Mode { get; }

    /// <summary>All of them as a text: those of two compilations are the same where their texts are.</summary>
    public string Text { get; }

    /// <summary>The rules, their severities and options.</summary>
    public Policy Policy { get; }

    /// <summary>Judges by the policy; safe to use from many threads.</summary>
    public PolicyEngine Engine { get; }

    public bool IsOff => Mode == AnalyzerMode.Off;

    /// <summary>The settings of a mode.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="options">What rules with options go by.</param>
    /// <param name="severities">Severities that somebody wrote for an id; they hold in every context, also for rules that are off.</param>
    /// <param name="text">All of these as a text.</param>
    public static AnalyzerSettings Create(AnalyzerMode mode, PolicyOptions options, IReadOnlyDictionary<string, Severity> severities, string? text = null)
    {
        if (mode == AnalyzerMode.Off)
            return Off;
        var own = mode == AnalyzerMode.Strict ? Strict : Recommended;
        return options == PolicyOptions.Default && severities.Count == 0
            ? own
            : new AnalyzerSettings(mode, own.Policy with { Options = options, Severities = severities }, text);
    }
}
