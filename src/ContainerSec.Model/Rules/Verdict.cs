namespace ContainerSec;

/// <summary>What a rule says about a subject.</summary>
public enum Verdict
{
    /// <summary>The rule has nothing to say about this subject.</summary>
    NotApplicable,

    /// <summary>The subject does as the rule asks.</summary>
    Pass,

    /// <summary>It cannot be told: a deciding fact is unknown.</summary>
    Unknown,

    /// <summary>The subject does not do as the rule asks.</summary>
    Fail,
}
