namespace ContainerSec;

/// <summary>How an engine combines its default capabilities with what is added and dropped. They disagree where lists contradict each other.</summary>
internal enum CapabilityMerge
{
    /// <summary>Drops are taken from the defaults, then adds are appended: what is added stays although it is dropped.</summary>
    Docker,

    /// <summary>ALL of either list first, then single adds, then single drops: what is dropped goes although it is added.</summary>
    Cri,

    /// <summary>As Docker, but lists that contradict each other are refused.</summary>
    Podman,
}
