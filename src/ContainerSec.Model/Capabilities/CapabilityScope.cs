namespace ContainerSec;

/// <summary>What a capability is worth to a process in a user namespace of its own, user_namespaces(7).</summary>
public enum CapabilityScope
{
    /// <summary>It counts for what that namespace owns.</summary>
    Namespaced,

    /// <summary>It counts for some operations and not for others.</summary>
    Mixed,

    /// <summary>It counts in the initial user namespace only: in another one it is worth nothing.</summary>
    InitialNamespace,

    /// <summary>The kernel never asks for it.</summary>
    Unused,
}
