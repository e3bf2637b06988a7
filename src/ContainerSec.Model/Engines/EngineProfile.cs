namespace ContainerSec;

/// <summary>An engine with its defaults and merge rules. Rules ask it for the effective value; they never know a default themselves.</summary>
/// <remarks>
/// Sources: moby <c>daemon/pkg/oci</c> (capabilities, paths), containerd <c>internal/cri/opts</c> and <c>pkg/oci/spec.go</c>,
/// containers/common <c>pkg/capabilities</c> and containers.conf(5), crio.conf(5), the Kubernetes documentation on seccomp and AppArmor.
/// An administrator can change most of them: they are what a container gets from an engine as it is delivered.
/// </remarks>
public sealed record EngineProfile
{
    private static readonly CapabilitySet CrioDefaults = new(
        Capability.Chown, Capability.DacOverride, Capability.Fowner, Capability.Fsetid, Capability.Kill, Capability.Setgid, Capability.Setuid,
        Capability.Setpcap, Capability.NetBindService);

    private static readonly CapabilitySet PodmanDefaults = CrioDefaults | new CapabilitySet(Capability.SysChroot, Capability.Setfcap);

    private static readonly CapabilitySet DockerDefaults =
        PodmanDefaults | new CapabilitySet(Capability.NetRaw, Capability.Mknod, Capability.AuditWrite);

    private static readonly IReadOnlyList<string> MaskedEverywhere =
    [
        "/proc/acpi", "/proc/asound", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/sched_debug", "/proc/scsi",
        "/proc/timer_list", "/proc/timer_stats", "/sys/devices/virtual/powercap", "/sys/firmware",
    ];

    /// <summary>Docker.</summary>
    public static EngineProfile Docker { get; } = new()
    {
        Name = "Docker",
        DefaultsSource = "moby, daemon/pkg/oci and profiles",
        Merge = CapabilityMerge.Docker,
        DefaultCapabilities = DockerDefaults,
        DefaultSeccomp = SecurityProfileKind.RuntimeDefault,
        DefaultMaskedPaths = [.. MaskedEverywhere, "/proc/interrupts"],
    };

    /// <summary>containerd as Kubernetes uses it (CRI).</summary>
    public static EngineProfile Containerd { get; } = new()
    {
        Name = "containerd",
        DefaultsSource = "containerd, pkg/oci/spec.go; Kubernetes documentation, seccomp",
        Merge = CapabilityMerge.Cri,
        DefaultCapabilities = DockerDefaults,
        // Unless the kubelet's option seccompDefault is on.
        DefaultSeccomp = SecurityProfileKind.Unconfined,
        DefaultMaskedPaths = MaskedEverywhere,
    };

    /// <summary>Podman.</summary>
    public static EngineProfile Podman { get; } = new()
    {
        Name = "Podman",
        DefaultsSource = "containers.conf(5)",
        Merge = CapabilityMerge.Podman,
        DefaultCapabilities = PodmanDefaults,
        DefaultSeccomp = SecurityProfileKind.RuntimeDefault,
        DefaultPidsLimit = 2048,
        DefaultMaskedPaths = MaskedEverywhere,
    };

    /// <summary>CRI-O, the engine of OpenShift.</summary>
    public static EngineProfile Crio { get; } = new()
    {
        Name = "CRI-O",
        DefaultsSource = "crio.conf(5)",
        Merge = CapabilityMerge.Cri,
        DefaultCapabilities = CrioDefaults,
        // Unless the kubelet's option seccompDefault is on.
        DefaultSeccomp = SecurityProfileKind.Unconfined,
        DefaultMaskedPaths = MaskedEverywhere,
    };

    /// <summary>Every engine that is known.</summary>
    public static IReadOnlyList<EngineProfile> All { get; } = [Docker, Containerd, Podman, Crio];

    /// <summary>The engine's name for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where its defaults are documented or written.</summary>
    public string DefaultsSource { get; init; } = "";

    /// <summary>Capabilities of a container that adds and drops nothing.</summary>
    public CapabilitySet DefaultCapabilities { get; init; }

    /// <summary>The system-call filter of a container that names none.</summary>
    public SecurityProfileKind DefaultSeccomp { get; init; } = SecurityProfileKind.RuntimeDefault;

    /// <summary>The AppArmor profile of a container that names none, on a host that has AppArmor.</summary>
    public SecurityProfileKind DefaultAppArmor { get; init; } = SecurityProfileKind.RuntimeDefault;

    /// <summary>Whether a container gets the no_new_privs flag without asking.</summary>
    public bool DefaultNoNewPrivileges { get; init; }

    /// <summary>The most processes of a container that sets no limit; null is without a limit.</summary>
    public long? DefaultPidsLimit { get; init; }

    /// <summary>Whether a container that asks for nothing shares the host's user namespace, so that uid 0 inside is uid 0 outside.</summary>
    public bool SharesUserNamespaceByDefault { get; init; } = true;

    /// <summary>Paths that are hidden from a container.</summary>
    public IReadOnlyList<string> DefaultMaskedPaths { get; init; } = [];

    /// <summary>Paths that a container cannot write to.</summary>
    public IReadOnlyList<string> DefaultReadOnlyPaths { get; init; } =
        ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    internal CapabilityMerge Merge { get; init; }

    /// <summary>The engine of a name.</summary>
    /// <param name="name"><c>docker</c>, <c>containerd</c>, <c>podman</c>, <c>cri-o</c>; in any case.</param>
    /// <returns>Null when it is not known.</returns>
    public static EngineProfile? Find(string name) =>
        All.FirstOrDefault(engine => string.Equals(engine.Name, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(engine.Name.Replace("-", ""), name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The capabilities that a container is granted: its bounding set, and what its root user starts with.</summary>
    /// <param name="privileges">What the container asks for.</param>
    /// <returns>Unknown when an item that decides is unknown, or when the engine refuses the lists.</returns>
    public Fact<CapabilitySet> EffectiveCapabilities(Privileges privileges) =>
        EffectiveCapabilities(privileges.CapabilitiesAdded, privileges.CapabilitiesDropped, privileges.Privileged);

    /// <summary>The capabilities that a container is granted: its bounding set, and what its root user starts with.</summary>
    /// <param name="add">What it adds.</param>
    /// <param name="drop">What it drops.</param>
    /// <param name="privileged">Whether it is privileged; unset means that it is not.</param>
    /// <returns>Unknown when an item that decides is unknown, or when the engine refuses the lists (<see cref="WhyRefused"/>).</returns>
    public Fact<CapabilitySet> EffectiveCapabilities(FactList<string> add, FactList<string> drop, Fact<bool> privileged)
    {
        var origin = OriginOf(add, drop, privileged);
        if (privileged.Is(true))
            return Fact.Known(CapabilitySet.All, privileged.Origin);
        var lists = new CapabilityLists(Merge, DefaultCapabilities, add, drop);
        if (lists.Refusal is not null)
            return Fact.Unknown<CapabilitySet>(origin);
        ulong mask = 0;
        foreach (var capability in CapabilitySet.All)
        {
            if (lists.Grants(capability) is not { } granted || (privileged.IsUnknown && !granted))
                return Fact.Unknown<CapabilitySet>(UnknownOf(add, drop, privileged) ?? origin);
            if (granted)
                mask |= 1UL << (int)capability;
        }

        return Fact.Known(new CapabilitySet(mask), origin);
    }

    /// <summary>Whether a container is granted a capability. It can be known although the whole set is not.</summary>
    /// <param name="capability">The capability.</param>
    /// <param name="privileges">What the container asks for.</param>
    public Fact<bool> Grants(Capability capability, Privileges privileges)
    {
        var (add, drop, privileged) = (privileges.CapabilitiesAdded, privileges.CapabilitiesDropped, privileges.Privileged);
        if (privileged.Is(true))
            return Fact.Known(true, privileged.Origin);
        var lists = new CapabilityLists(Merge, DefaultCapabilities, add, drop);
        var granted = lists.Refusal is null ? lists.Grants(capability) : null;
        if (granted is null || (privileged.IsUnknown && granted is false))
            return Fact.Unknown<bool>(UnknownOf(add, drop, privileged) ?? OriginOf(add, drop, privileged));
        return Fact.Known(granted.Value, OriginOf(add, drop, privileged));
    }

    /// <summary>Why the engine starts no container with these lists; null when it does.</summary>
    /// <param name="add">What is added.</param>
    /// <param name="drop">What is dropped.</param>
    public string? WhyRefused(FactList<string> add, FactList<string> drop) =>
        new CapabilityLists(Merge, DefaultCapabilities, add, drop).Refusal;

    /// <summary>The credentials with which the engine executes the container's program; <see cref="ProcessCredentials.Execute"/> tells what the program then has.</summary>
    /// <param name="granted">What the container is granted, see <see cref="EffectiveCapabilities(Privileges)"/>.</param>
    /// <param name="added">What it adds by name; Podman hands that on to users other than root (as ambient capabilities), the others do not.</param>
    /// <param name="user">The user's number as the container counts; its group is 0, as engines give it to a user whom the image does not know.</param>
    /// <param name="noNewPrivileges">Whether the no_new_privs flag is set.</param>
    /// <param name="userNamespace">The container's user namespace; null when it has none of its own.</param>
    /// <exception cref="ArgumentException">The user or group 0 is not mapped in that namespace: the engine could not start the container.</exception>
    public ProcessCredentials Start(CapabilitySet granted, CapabilitySet added, long user, bool noNewPrivileges, UserNamespace? userNamespace = null)
    {
        userNamespace ??= UserNamespace.Initial;
        var hostUser = userNamespace.Users.ToOutside(user) ?? throw new ArgumentException($"The user namespace does not map user {user}.", nameof(user));
        var hostGroup = userNamespace.Groups.ToOutside(0) ?? throw new ArgumentException("The user namespace does not map group 0.", nameof(userNamespace));
        // Docker leaves other users than root nothing but the bounding set: what execve(2) would make of it anyway, but not with no_new_privs and file capabilities.
        var (held, kept) = user == 0 || Merge == CapabilityMerge.Cri ? (granted, CapabilitySet.Empty)
            : Merge == CapabilityMerge.Podman ? (granted & added, granted & added)
            : (CapabilitySet.Empty, CapabilitySet.Empty);
        return new ProcessCredentials(hostUser, hostGroup)
        {
            Bounding = granted,
            Capabilities = new CapabilityState(held, kept, held),
            Ambient = kept,
            NoNewPrivileges = noNewPrivileges,
            Namespace = userNamespace,
        };
    }

    /// <summary>The system-call filter in force: none for a privileged container, the engine's own where none is named.</summary>
    /// <param name="workload">The container.</param>
    public Fact<SecurityProfile> EffectiveSeccomp(Workload workload) =>
        Effective(workload.Privileges.Privileged, workload.Confinement.Seccomp, DefaultSeccomp);

    /// <summary>The AppArmor profile in force on a host that has AppArmor: none for a privileged container, the engine's own where none is named.</summary>
    /// <param name="workload">The container.</param>
    public Fact<SecurityProfile> EffectiveAppArmor(Workload workload) =>
        Effective(workload.Privileges.Privileged, workload.Confinement.AppArmor, DefaultAppArmor);

    /// <summary>Whether execve(2) gains nothing from setuid files and file capabilities.</summary>
    /// <param name="workload">The container.</param>
    public Fact<bool> EffectiveNoNewPrivileges(Workload workload) =>
        workload.Privileges.NoNewPrivileges.Or(Default(DefaultNoNewPrivileges));

    /// <summary>The most processes; null is without a limit.</summary>
    /// <param name="workload">The container.</param>
    public Fact<long?> EffectivePidsLimit(Workload workload) =>
        workload.Resources.PidsLimit.Select(static limit => limit > 0 ? limit : (long?)null).Or(Default(DefaultPidsLimit));

    /// <summary>Whether uid 0 inside is uid 0 outside.</summary>
    /// <param name="workload">The container.</param>
    public Fact<bool> EffectiveHostUserNamespace(Workload workload) =>
        workload.Isolation.User.Select(static mode => mode.Kind == NamespaceKind.Host).Or(Default(SharesUserNamespaceByDefault));

    // A privileged container runs without profiles unless it names one itself.
    private Fact<SecurityProfile> Effective(Fact<bool> privileged, Fact<SecurityProfile> said, SecurityProfileKind byDefault)
    {
        if (!said.IsUnset)
            return said;
        if (privileged.IsUnknown && byDefault != SecurityProfileKind.Unconfined)
            return Fact.Unknown<SecurityProfile>(privileged.Origin);
        return privileged.Is(true)
            ? Fact.Known(new SecurityProfile(SecurityProfileKind.Unconfined, "unconfined"), privileged.Origin)
            : Default(new SecurityProfile(byDefault, byDefault.ToString()));
    }

    private Fact<T> Default<T>(T value) => Fact.Known(value, new EngineDefaultProvenance(Name, DefaultsSource));

    // What decided: the flag, else the lists; nobody's word is the engine's default.
    private Provenance OriginOf(FactList<string> add, FactList<string> drop, Fact<bool> privileged) =>
        (privileged.IsUnknown ? privileged.Origin : null) ?? add.Origin ?? drop.Origin
            ?? new EngineDefaultProvenance(Name, DefaultsSource);

    private static Provenance? UnknownOf(FactList<string> add, FactList<string> drop, Fact<bool> privileged) =>
        FirstUnknown(add) ?? FirstUnknown(drop) ?? (privileged.IsUnknown ? privileged.Origin : null);

    private static Provenance? FirstUnknown(FactList<string> list) =>
        list.FirstOrDefault(static item => item.IsUnknown).Origin ?? (list.MayHaveMore ? list.Origin : null);
}
