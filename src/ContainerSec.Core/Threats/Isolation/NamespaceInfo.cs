namespace ContainerSec.Threats;

/// <summary>A type of namespace: what it isolates, and what is lost when it is shared.</summary>
public sealed record NamespaceInfo
{
    private NamespaceInfo(NamespaceType type, string name, string flag, string since) => (Type, Name, Flag, Since) = (type, name, flag, since);

    /// <summary>The type.</summary>
    public NamespaceType Type { get; }

    /// <summary>Its name below /proc/PID/ns: <c>mnt</c>, <c>pid</c>.</summary>
    public string Name { get; }

    /// <summary>The flag of clone(2) that makes one.</summary>
    public string Flag { get; }

    /// <summary>The kernel that brought it.</summary>
    public string Since { get; }

    /// <summary>What it isolates.</summary>
    public string Isolates { get; private init; } = "";

    /// <summary>What is lost when a container is in the host's.</summary>
    public string RiskIfHosts { get; private init; } = "";

    /// <summary>What is lost between containers that share one.</summary>
    public string RiskIfShared { get; private init; } = "";

    /// <summary>How it is shared, one item a format; empty where no format offers it.</summary>
    public IReadOnlyList<string> SharedBy { get; private init; } = [];

    /// <summary>Documents that the texts were written from.</summary>
    public static IReadOnlyList<string> Sources { get; } =
        ["namespaces(7)", "user_namespaces(7)", "moby daemon/pkg/oci/defaults.go", "Kubernetes documentation, Pod API", "Pod Security Standards, Host Namespaces"];

    /// <summary>Every type.</summary>
    public static IReadOnlyList<NamespaceInfo> All { get; } =
    [
        new(NamespaceType.Mount, "mnt", "CLONE_NEWNS", "2.4.19")
        {
            Isolates = "the table of mounts, and with pivot_root(2) the visible files",
            RiskIfHosts = "nothing separates the container's files from the host's",
            RiskIfShared = "the files of both are the same",
            SharedBy = ["OCI runtime: no 'mount' in linux.namespaces"],
        },
        new(NamespaceType.Uts, "uts", "CLONE_NEWUTS", "2.6.19")
        {
            Isolates = "host and domain name",
            RiskIfHosts = "with SYS_ADMIN the host can be renamed",
            RiskIfShared = "with SYS_ADMIN the other container can be renamed",
            SharedBy = ["docker run --uts=host", "Compose uts: host", "Kubernetes hostNetwork: true (implied)"],
        },
        new(NamespaceType.Ipc, "ipc", "CLONE_NEWIPC", "2.6.19")
        {
            Isolates = "System V IPC, POSIX message queues, and by convention /dev/shm",
            RiskIfHosts = "shared memory and queues of the host's processes can be read and written",
            RiskIfShared = "shared memory and queues of the other container can be read and written",
            SharedBy = ["docker run --ipc=host|container:NAME", "Compose ipc: host|service:NAME", "Kubernetes hostIPC: true", "Kubernetes: the containers of a pod"],
        },
        new(NamespaceType.Pid, "pid", "CLONE_NEWPID", "2.6.24")
        {
            Isolates = "process ids and the view of /proc",
            RiskIfHosts = "the host's processes are visible: their arguments and environments, their files through /proc/PID/root, signals, ptrace",
            RiskIfShared = "the other container's processes are visible: arguments, environment, files through /proc/PID/root, signals, ptrace",
            SharedBy = ["docker run --pid=host|container:NAME", "Compose pid: host|service:NAME", "Kubernetes hostPID: true", "Kubernetes shareProcessNamespace: true (inside of the pod)"],
        },
        new(NamespaceType.Network, "net", "CLONE_NEWNET", "2.6.29")
        {
            Isolates = "interfaces, routes, ports, packet filters, abstract Unix sockets",
            RiskIfHosts = "services on the host's loopback and abstract sockets are reachable, network policies do not count, the node's identity and its metadata service are in reach",
            RiskIfShared = "services on the other container's loopback are reachable, and its ports can be taken",
            SharedBy = ["docker run --network=host|container:NAME", "Compose network_mode: host|service:NAME", "Kubernetes hostNetwork: true", "Kubernetes: the containers of a pod"],
        },
        new(NamespaceType.User, "user", "CLONE_NEWUSER", "3.8")
        {
            Isolates = "user and group ids, capabilities, keys",
            RiskIfHosts = "root in the container and root on the host are one and the same user to the kernel",
            RiskIfShared = "root of one container is root of the other",
            SharedBy = ["the default of Docker and Kubernetes", "docker run --userns=host", "Compose userns_mode: host", "Kubernetes hostUsers: true"],
        },
        new(NamespaceType.Cgroup, "cgroup", "CLONE_NEWCGROUP", "4.6")
        {
            Isolates = "the view of the control-group tree",
            RiskIfHosts = "the host's tree is visible; whoever can write there changes limits, or with control groups v1 has the kernel run a program (release_agent)",
            RiskIfShared = "the other container's control groups are visible",
            SharedBy = ["the default of Docker with control groups v1", "docker run --cgroupns=host", "Compose cgroup: host"],
        },
        new(NamespaceType.Time, "time", "CLONE_NEWTIME", "5.6")
        {
            Isolates = "offsets of the monotonic and boot clocks, not the wall clock",
            RiskIfHosts = "little: the time since the host's start can be read",
            RiskIfShared = "little",
            SharedBy = ["the default of most engines"],
        },
    ];

    /// <summary>What there is to know of a type.</summary>
    /// <param name="type">One of the eight.</param>
    public static NamespaceInfo Of(NamespaceType type) => All[(int)type];
}
