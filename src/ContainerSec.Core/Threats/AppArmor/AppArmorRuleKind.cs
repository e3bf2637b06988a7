namespace ContainerSec.Threats;

/// <summary>Sorts of rules of AppArmor, apparmor.d(5).</summary>
public enum AppArmorRuleKind
{
    /// <summary>A rule that is not understood: what the profile allows cannot be told for sure.</summary>
    Unknown,

    /// <summary>Files and directories.</summary>
    File,

    /// <summary>Hard links.</summary>
    Link,

    /// <summary>Capabilities.</summary>
    Capability,

    /// <summary>Sockets by family and type.</summary>
    Network,

    /// <summary>Mounting.</summary>
    Mount,

    /// <summary>Mounting again with other options.</summary>
    Remount,

    /// <summary>Unmounting.</summary>
    Unmount,

    /// <summary>pivot_root(2).</summary>
    PivotRoot,

    /// <summary>Tracing and reading other processes.</summary>
    Ptrace,

    /// <summary>Signals.</summary>
    Signal,

    /// <summary>Abstract and anonymous Unix sockets.</summary>
    Unix,

    /// <summary>Messages of D-Bus.</summary>
    DBus,

    /// <summary>Changing to another profile.</summary>
    ChangeProfile,

    /// <summary>Resource limits.</summary>
    ResourceLimit,

    /// <summary>Making user namespaces (AppArmor 4).</summary>
    UserNamespace,

    /// <summary>io_uring (AppArmor 4).</summary>
    IoUring,

    /// <summary>Message queues (AppArmor 4).</summary>
    MessageQueue,

    /// <summary>Everything (AppArmor 4).</summary>
    All,
}
