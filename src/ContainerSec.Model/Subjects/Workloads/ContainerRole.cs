namespace ContainerSec;

/// <summary>A container's part in its pod.</summary>
public enum ContainerRole
{
    /// <summary>An ordinary container.</summary>
    Main,

    /// <summary>It runs to its end before the others start.</summary>
    Init,

    /// <summary>An init container with restart policy Always: it runs beside the others.</summary>
    Sidecar,

    /// <summary>Added to a running pod to look at it.</summary>
    Ephemeral,
}
