namespace ContainerSec.Threats;

/// <summary>How well one container is kept apart from its host, from other containers and from what else it can reach, with the reason of every answer.</summary>
/// <remarks>
/// Immutable; answers are worked out when they are first asked for. Every reason names the place that says so, or the engine whose default it is. What is not known is answered with
/// <see cref="Truth.Maybe"/> and the fact that would decide; a strength that can be relied on takes open facts to be bad.
/// </remarks>
public sealed class IsolationReport
{
    private readonly ConfinementFacts _confinement;
    private readonly HeldCapabilities _capabilities;

    private readonly WorkloadFacts _facts;
    private readonly UserIdentity _user;

    private IsolationReport(Workload workload, IsolationOptions options)
    {
        Workload = workload;
        _facts = new WorkloadFacts(workload, options);
        _user = new UserIdentity(_facts);
        _capabilities = new HeldCapabilities(_facts, _user);
        _confinement = new ConfinementFacts(_facts);
        CgroupVersion = options.CgroupVersion;
    }

    /// <summary>The container.</summary>
    public Workload Workload { get; }

    /// <summary>Whose namespaces it is in, in the order of <see cref="NamespaceType"/>.</summary>
    public IReadOnlyList<NamespaceIsolation> Namespaces => field ??= new NamespaceReport(_facts, _user).All();

    /// <summary>Who its users are on the host.</summary>
    public HostUsers Users => field ??= new HostUsers(
        _user.UserId, _user.OwnNamespace, _user.OwnNamespace.IsNo ? IdMap.Identity : _user.OwnNamespace.IsYes ? _facts.Options.UserMap : null);

    /// <summary>The runtime, and what it puts between container and host.</summary>
    public RuntimeSandbox Sandbox => field ??= SandboxReport.Find(_facts);

    /// <summary>The limits that hold it, and what each of them stops.</summary>
    public IReadOnlyList<ResourceLimit> Limits => field ??= new LimitReport(_facts, _confinement).All();

    /// <summary>How strong each boundary around it is.</summary>
    public IReadOnlyList<BoundaryRating> Boundaries => field ??= BoundaryReport.All(Host, this, _facts);

    /// <summary>Whether a system call of the container is handled by the host's kernel.</summary>
    public Ruling SharedKernel => Sandbox.SharesKernel;

    /// <summary>Whether it runs privileged.</summary>
    public Ruling Privileged => field ??= _facts.Privileged;

    /// <summary>Whether its process starts as uid 0 of its user namespace; on Windows as ContainerAdministrator.</summary>
    public Ruling IsRootInside => _user.IsRoot;

    /// <summary>Whether its process starts as the host's root: root inside, and in the host's user namespace.</summary>
    public Ruling IsHostRoot => IsRootInside.And(HasOwnUserNamespace.Not());

    /// <summary>Whether it is in a user namespace that is not the host's: user namespace remapping, an engine without root, <c>hostUsers: false</c>.</summary>
    public Ruling HasOwnUserNamespace => _user.OwnNamespace;

    /// <summary>Whether code in it is root inside or can become it, by setuid files or files with capabilities.</summary>
    /// <remarks>With an empty bounding set such a root has no capability, but the files of root are its own.</remarks>
    public Ruling CanGainRoot => _capabilities.CanGainRoot;

    /// <summary>Whether executing a file cannot add privileges.</summary>
    public Ruling NoNewPrivileges => field ??= _facts.NoNewPrivileges;

    /// <summary>Whether the root file system is read-only.</summary>
    public Ruling ReadOnlyRoot => field ??= _facts.ReadOnlyRoot;

    /// <summary>What the container is granted: its bounding set, and what its root starts with.</summary>
    public Fact<CapabilitySet> GrantedCapabilities => _capabilities.Granted;

    /// <summary>Whether no capability at all is granted.</summary>
    public Ruling GrantsNothing => _capabilities.IsEmpty;

    /// <summary>The system-call filter in force.</summary>
    public Fact<SecurityProfile> Seccomp => _confinement.Seccomp;

    /// <summary>Whether system calls are filtered; <see cref="Truth.Maybe"/> of a profile that is not at hand.</summary>
    public Ruling FiltersSystemCalls => _confinement.IsFiltered;

    /// <summary>The AppArmor profile in force on a host that has AppArmor.</summary>
    public Fact<SecurityProfile> AppArmor => _confinement.AppArmor;

    /// <summary>Whether AppArmor confines it.</summary>
    public Ruling AppArmorConfines => _confinement.AppArmorConfines;

    /// <summary>Whether SELinux confines it.</summary>
    public Ruling SeLinuxConfines => _confinement.SeLinuxConfines;

    /// <summary>Whether it sees or can write what engines hide below /proc and /sys; <see cref="MaskedPathInfo"/> tells what that is.</summary>
    public Ruling ProcUnmasked => _confinement.ProcUnmasked;

    /// <summary>Whether /proc/sys is mounted so that root can write it.</summary>
    public Ruling ProcWritable => _confinement.ProcWritable;

    /// <summary>Whether disks of the host can be opened as devices.</summary>
    public Ruling OpensBlockDevices => _confinement.OpensBlockDevices;

    /// <summary>The version of control groups, 1 or 2; null when it is not known, which it usually is not.</summary>
    public int? CgroupVersion { get; }

    /// <summary>Whether the host uses control groups v1.</summary>
    public Ruling IsCgroupV1 => CgroupVersion switch
    {
        1 => Ruling.Yes(new Evidence("the host uses control groups v1")),
        2 => Ruling.No(new Evidence("the host uses control groups v2")),
        _ => Ruling.Maybe(new Evidence("the version of control groups is not known")),
    };

    /// <summary>Examines a container.</summary>
    /// <param name="workload">The container.</param>
    /// <param name="options">What is known of the place where it runs; nothing when left out.</param>
    public static IsolationReport Of(Workload workload, IsolationOptions? options = null) =>
        new(workload ?? throw new ArgumentNullException(nameof(workload)), options ?? IsolationOptions.Default);

    /// <summary>Examines every container of a deployment, in its order, by what the deployment says about the place.</summary>
    /// <param name="deployment">Everything that was read together.</param>
    public static IReadOnlyList<IsolationReport> OfAll(Deployment deployment)
    {
        var options = IsolationOptions.Of(deployment ?? throw new ArgumentNullException(nameof(deployment)));
        return [.. deployment.Workloads.Select(workload => Of(workload, options))];
    }

    /// <summary>Whose namespace of a type it is in.</summary>
    /// <param name="type">The type.</param>
    public NamespaceIsolation Namespace(NamespaceType type) => Namespaces[(int)type];

    /// <summary>Whether it is in the host's namespace of a type.</summary>
    /// <param name="type">The type.</param>
    public Ruling Shares(NamespaceType type) => Namespace(type).IsHosts;

    /// <summary>Whether a capability is granted to the container, so that it is in its bounding set.</summary>
    /// <param name="capability">The capability.</param>
    public Ruling IsGranted(Capability capability) => _capabilities.IsGranted(capability);

    /// <summary>Whether its process has a capability in force from the start.</summary>
    /// <param name="capability">The capability.</param>
    public Ruling Holds(Capability capability) => _capabilities.Holds(capability);

    /// <summary>Whether code in it has a capability or can come to have it by becoming root.</summary>
    /// <param name="capability">The capability.</param>
    public Ruling CanHold(Capability capability) => _capabilities.CanHold(capability);

    /// <summary>Whether its process has a capability in force that counts towards the host: in the initial user namespace.</summary>
    /// <param name="capability">The capability.</param>
    public Ruling HoldsInitially(Capability capability) => _capabilities.HoldsInitially(capability);

    /// <summary>Whether the system-call filter lets a system call through, with some arguments at least.</summary>
    /// <param name="systemCall">Its name: <c>mount</c>.</param>
    public Ruling Allows(string systemCall) => _confinement.Allows(systemCall, _capabilities);

    /// <summary>Whether the host's security modules (AppArmor, SELinux) allow an operation.</summary>
    /// <param name="operation"><c>mount</c>, <c>umount</c>, <c>pivot_root</c>, or <c>ptrace</c> (of a process that is not the container's own).</param>
    /// <exception cref="ArgumentException">The operation is none of these.</exception>
    public Ruling LsmAllows(string operation) => _confinement.LsmAllows(operation);

    /// <summary>How strong the boundary to a side is.</summary>
    /// <param name="side">The side.</param>
    /// <returns>Null when there is no such side: no cluster outside of Kubernetes, no joined containers.</returns>
    public BoundaryRating? Boundary(BoundarySide side) => side == BoundarySide.Host ? Host : Boundaries.FirstOrDefault(rating => rating.Side == side);

    private BoundaryRating Host => field ??= new HostBoundary(this, _facts, _confinement, _facts.Options).Rate();

    /// <inheritdoc/>
    public override string ToString() => $"{Workload.Description}: {string.Join("; ", Boundaries)}";
}
