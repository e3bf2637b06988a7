namespace ContainerSec;

/// <summary>What is known of one statement about a container.</summary>
public enum FactState
{
    /// <summary>Nobody said anything: the engine's default applies.</summary>
    Unset,

    /// <summary>Somebody said it, and the value is known.</summary>
    Known,

    /// <summary>Somebody said it, but the value cannot be computed: a variable, a parameter, a template.</summary>
    Unknown,
}
