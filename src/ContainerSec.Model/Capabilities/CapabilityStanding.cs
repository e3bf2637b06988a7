namespace ContainerSec;

/// <summary>How a container's program stands to a capability, from the least to the most.</summary>
public enum CapabilityStanding
{
    /// <summary>It does not have it and cannot get it.</summary>
    OutOfReach,

    /// <summary>It does not have it, but gets it by executing a set-user-ID root program, if there is one.</summary>
    Gainable,

    /// <summary>It is permitted but not in force: the program has only to ask, capset(2).</summary>
    Permitted,

    /// <summary>It is in force.</summary>
    Effective,
}
