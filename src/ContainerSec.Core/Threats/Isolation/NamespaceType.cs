namespace ContainerSec.Threats;

/// <summary>The kinds of namespaces, namespaces(7), in the order in which the kernel got them.</summary>
public enum NamespaceType
{
    /// <summary>Mounts, and so the visible files.</summary>
    Mount,

    /// <summary>Host and domain name.</summary>
    Uts,

    /// <summary>System V IPC and POSIX message queues.</summary>
    Ipc,

    /// <summary>Process ids.</summary>
    Pid,

    /// <summary>Interfaces, routes, ports, abstract sockets.</summary>
    Network,

    /// <summary>Users, groups, capabilities.</summary>
    User,

    /// <summary>The view of the control-group tree.</summary>
    Cgroup,

    /// <summary>Offsets of the monotonic and boot clocks.</summary>
    Time,
}
