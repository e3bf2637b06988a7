namespace ContainerSec;

/// <summary>What holds a process back beyond namespaces and capabilities.</summary>
public sealed record Confinement
{
    /// <summary>Nothing was said.</summary>
    public static Confinement Unset { get; } = new();

    /// <summary>The system-call filter.</summary>
    public Fact<SecurityProfile> Seccomp { get; init; }

    /// <summary>The AppArmor profile; in Kubernetes the field of the security context, else the annotation of the container.</summary>
    public Fact<SecurityProfile> AppArmor { get; init; }

    /// <summary>The system-call filter as the Kubernetes annotations of old name it; clusters since 1.27 read only <see cref="Seccomp"/>.</summary>
    public Fact<SecurityProfile> SeccompAnnotation { get; init; }

    /// <summary>Whether SELinux labels are switched off for the container.</summary>
    public Fact<bool> SeLinuxDisabled { get; init; }

    /// <summary>The user part of the SELinux label.</summary>
    public Fact<string> SeLinuxUser { get; init; }

    /// <summary>The role part of the SELinux label.</summary>
    public Fact<string> SeLinuxRole { get; init; }

    /// <summary>The type part of the SELinux label.</summary>
    public Fact<string> SeLinuxType { get; init; }

    /// <summary>How /proc is mounted, in Kubernetes' words: <c>Default</c> or <c>Unmasked</c>.</summary>
    public Fact<string> ProcMount { get; init; }

    /// <summary>Paths hidden from the container, where a list replaces the engine's own; a written empty list hides nothing.</summary>
    public FactList<string> MaskedPaths { get; init; } = FactList<string>.Unset;

    /// <summary>Paths made read-only, where a list replaces the engine's own; a written empty list protects nothing.</summary>
    public FactList<string> ReadOnlyPaths { get; init; } = FactList<string>.Unset;

    /// <summary>Kernel parameters set for the container.</summary>
    public FactList<Sysctl> Sysctls { get; init; } = FactList<Sysctl>.Unset;

    /// <summary>Whether the root file system is read-only.</summary>
    public Fact<bool> ReadOnlyRootFileSystem { get; init; }
}
