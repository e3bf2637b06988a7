namespace ContainerSec;

/// <summary>Sorts of seccomp and AppArmor profiles.</summary>
public enum SecurityProfileKind
{
    /// <summary>The engine's own profile.</summary>
    RuntimeDefault,

    /// <summary>A profile that was installed on the host, or a file.</summary>
    Localhost,

    /// <summary>No profile at all.</summary>
    Unconfined,

    /// <summary>A value that the format does not know.</summary>
    Other,
}
