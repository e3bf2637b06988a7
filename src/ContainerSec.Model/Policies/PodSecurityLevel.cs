namespace ContainerSec;

/// <summary>Levels of the Kubernetes Pod Security Standards.</summary>
public enum PodSecurityLevel
{
    /// <summary>Everything is admitted.</summary>
    Privileged,

    /// <summary>Known privilege escalations are refused.</summary>
    Baseline,

    /// <summary>Hardened: everything of baseline, and more.</summary>
    Restricted,
}
