namespace ContainerSec.Threats;

/// <summary>A container from the view of code that runs in it: what techniques ask, each answer with its reasons and with the changes that make it false.</summary>
/// <remarks>Answers are computed once, when they are first asked for.</remarks>
internal sealed partial class Foothold
{
    private readonly Dictionary<Capability, Condition> _held = [];
    private readonly Dictionary<string, Control> _controls = [];

    /// <summary>Looks at a container.</summary>
    /// <param name="workload">The container.</param>
    /// <param name="name">Its name in the model, which no other one has.</param>
    /// <param name="isolation">What holds it.</param>
    public Foothold(Workload workload, string name, IsolationReport isolation)
    {
        Workload = workload;
        Name = name;
        Isolation = isolation;
    }

    public Workload Workload { get; }

    public string Name { get; }

    public IsolationReport Isolation { get; }

    /// <summary>The machine that it runs on.</summary>
    public string Host => field ??= Workload.Pod is not null ? "node" : Workload.Surface switch
    {
        Surface.GitHubWorkflow => "runner",
        Surface.DevContainer => "developer's machine",
        _ => "host",
    };

    public Privilege Code => new(PrivilegeKind.Code, Name);

    public Privilege Root => new(PrivilegeKind.Root, Name);

    public Privilege Secrets => new(PrivilegeKind.Secrets, Name);

    /// <summary>Whether it uses the host's kernel directly.</summary>
    public Condition SharedKernel => field ??= Condition.From(Isolation.SharedKernel, Sandbox);

    /// <summary>Whether its uid 0 is the host's uid 0.</summary>
    public Condition HostRootUser => field ??= Condition.From(Isolation.HasOwnUserNamespace.Not(), UserNamespace);

    /// <summary>Whether it runs privileged.</summary>
    public Condition Privileged => field ??= Condition.From(Isolation.Privileged, NoPrivileged);

    /// <summary>Whether its program runs as root.</summary>
    public Condition RunsAsRoot => field ??= Condition.From(Isolation.IsRootInside, NonRoot);

    /// <summary>Whether a user other than root can become root inside.</summary>
    public Condition CanGainRoot => field ??= Condition.From(Isolation.CanGainRoot, NoNewPrivileges);

    /// <summary>Whether its root holds a capability that counts on the host, not only in a namespace of its own.</summary>
    /// <param name="capability">The capability.</param>
    public Condition HoldsOnHost(Capability capability)
    {
        if (!_held.TryGetValue(capability, out var condition))
            _held.Add(capability, condition = Holds(capability) && HostRootUser);
        return condition;
    }

    /// <summary>Whether its root holds a capability, be it only in a namespace of its own.</summary>
    /// <param name="capability">The capability.</param>
    public Condition Holds(Capability capability) => Condition.From(Isolation.IsGranted(capability), ComesFromPrivileged(capability) ? NoPrivileged : Without(capability));

    /// <summary>Whether a system call reaches the kernel.</summary>
    /// <param name="name">Its name.</param>
    public Condition Calls(string name) => Isolation.Allows(name) is var ruling && !ruling.IsNo && Isolation.FiltersSystemCalls.IsNo && !IsUnlocked(name)
        ? Condition.From(ruling, DefaultSeccomp)
        : Condition.From(ruling);

    /// <summary>Whether the security modules let an operation through.</summary>
    /// <param name="operation"><c>mount</c> or <c>ptrace</c>.</param>
    public Condition PassesModules(string operation) => Isolation.AppArmor.Is(static p => p.Kind == SecurityProfileKind.Unconfined) && !Isolation.Privileged.IsYes
        ? Condition.From(Isolation.LsmAllows(operation), DefaultAppArmor)
        : Condition.From(Isolation.LsmAllows(operation));

    /// <summary>Whether it shares a namespace with the host.</summary>
    /// <param name="type">Which one.</param>
    public Condition SharesWithHost(NamespaceType type) => Condition.From(Isolation.Shares(type), OwnNamespace(type));

    /// <summary>Whether root may write what engines protect below /proc.</summary>
    public Condition ProcUnmasked => field ??= Condition.From(Isolation.ProcWritable, MaskProc);

    /// <summary>A fact about it.</summary>
    /// <param name="fact">The fact; unset is false.</param>
    /// <param name="yes">The reason when it holds.</param>
    /// <param name="no">The reason when it does not.</param>
    /// <param name="controls">Changes of which each makes it false.</param>
    public static Condition Of(Fact<bool> fact, string yes, string no, params IReadOnlyList<Control> controls) =>
        fact.IsUnknown ? Condition.Maybe(new Evidence($"whether it {yes}", fact.Origin), controls)
        : fact.Is(true) ? Condition.Yes(new Evidence(yes, fact.Origin), controls)
        : Condition.No(new Evidence(no, fact.Origin));

    public override string ToString() => Name;

    // Without privileged mode only what the engine gives by default and what is added by name is left.
    private bool ComesFromPrivileged(Capability capability) =>
        !Isolation.Privileged.IsNo
        && Workload.Engine.Grants(capability, Workload.Privileges with { Privileged = Fact.Known(false) }).Is(false);

    // The engine's profile lets a system call through to who holds the capability for it, so that the profile would change nothing.
    private bool IsUnlocked(string systemCall)
    {
        foreach (var info in CapabilityInfo.All)
        {
            if (info.UnlocksSystemCalls.Contains(systemCall) && !Isolation.IsGranted(info.Capability).IsNo)
                return true;
        }

        return false;
    }
}
