namespace ContainerSec.Threats;

/// <summary>Tables of system calls. A 64-bit kernel answers those of its 32-bit sister too, if the filter lets it.</summary>
public enum SystemCallArchitecture
{
    /// <summary>SCMP_ARCH_X86_64.</summary>
    X64,

    /// <summary>SCMP_ARCH_AARCH64.</summary>
    Arm64,

    /// <summary>SCMP_ARCH_X86, answered by x86-64 too.</summary>
    X86,

    /// <summary>SCMP_ARCH_ARM, answered by many 64-bit Arm processors too.</summary>
    Arm,
}
