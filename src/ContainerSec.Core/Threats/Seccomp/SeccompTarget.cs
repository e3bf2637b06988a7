namespace ContainerSec.Threats;

/// <summary>For whom a profile is made into a filter.</summary>
/// <param name="Capabilities">The bounding set of the container.</param>
/// <param name="Uncertain">Capabilities of which it is not known whether they are in the bounding set.</param>
/// <param name="Architecture">The host's architecture.</param>
/// <param name="Kernel">The host's kernel; null when it is not known.</param>
internal sealed record SeccompTarget(CapabilitySet Capabilities, CapabilitySet Uncertain, SystemCallArchitecture Architecture, Version? Kernel)
{
    /// <summary>The oldest kernel that is still looked after (kernel.org, longterm): an unknown kernel is at least as new.</summary>
    private static readonly Version OldestMaintained = new(5, 10);

    /// <summary>Whether the kernel has at least a version; only its first two numbers count.</summary>
    public Truth HasKernel(Version least)
    {
        if (Kernel is { } kernel)
            return new Version(kernel.Major, kernel.Minor) >= least ? Truth.Yes : Truth.No;
        return OldestMaintained >= least ? Truth.Yes : Truth.Maybe;
    }

    /// <summary>Whether the container has a capability.</summary>
    public Truth Has(Capability capability) =>
        Uncertain.Contains(capability) ? Truth.Maybe : Capabilities.Contains(capability) ? Truth.Yes : Truth.No;
}
