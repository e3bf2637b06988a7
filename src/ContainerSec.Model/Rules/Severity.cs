namespace ContainerSec;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>The rule is not judged.</summary>
    Off,

    /// <summary>Shown only to those who look for it.</summary>
    Hidden,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Should be changed.</summary>
    Warning,

    /// <summary>Must be changed.</summary>
    Error,
}
