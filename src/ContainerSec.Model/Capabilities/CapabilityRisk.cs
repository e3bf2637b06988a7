namespace ContainerSec;

/// <summary>How much harm a capability can do in the hands of an attacker inside a container.</summary>
public enum CapabilityRisk
{
    /// <summary>No use is known.</summary>
    None,

    /// <summary>A nuisance, or harmless without other faults.</summary>
    Low,

    /// <summary>A step of an attack that needs another one: a writable mount, a shared namespace, a neighbour on the network.</summary>
    Medium,

    /// <summary>Reaches beyond the container under conditions that are often met.</summary>
    High,

    /// <summary>By itself a way to the host.</summary>
    Critical,
}
