namespace ContainerSec;

/// <summary>Where it was said that a finding is accepted.</summary>
public enum SuppressionKind
{
    /// <summary>A waiver of the policy.</summary>
    Waiver,

    /// <summary>A comment beside the cause.</summary>
    Inline,

    /// <summary>A baseline: the finding was there before.</summary>
    Baseline,
}
