namespace ContainerSec.Threats;

/// <summary>How far a type of SELinux confines a container.</summary>
public enum SeLinuxConfinement
{
    /// <summary>The type is not one of container-selinux: its policy decides.</summary>
    Unknown,

    /// <summary>As containers are by default: only files labelled for containers, no mounts, no processes of the host.</summary>
    Confined,

    /// <summary>Confined, but with more than the default: nested containers, devices, KVM.</summary>
    Weaker,

    /// <summary>Not at all: a super privileged container (<c>spc_t</c>).</summary>
    Unconfined,
}
