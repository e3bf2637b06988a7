namespace ContainerSec.Threats;

/// <summary>Rates the boundary between a container and its host.</summary>
/// <remarks>
/// Each condition is a ruling; those that are open are tried both ways. The worst outcome is what can be relied on, and the conditions
/// that change an outcome are the facts that would decide.
/// </remarks>
internal sealed class HostBoundary
{
    private readonly Ruling[] _conditions;
    private readonly IReadOnlyList<string> _sandboxes;
    private readonly IsolationOptions _options;
    private readonly RuntimeSandbox _sandbox;

    // The order of the conditions in _conditions.
    private enum Is
    {
        AsPrivileged, InOwnUserNamespace, NotRoot, NoNewPrivileges, WithoutCapabilities, Filtered, ConfinedByModule, ReadOnly, Masked, WithoutHostProcesses, WithoutHostIpc,
    }

    public HostBoundary(IsolationReport report, WorkloadFacts facts, ConfinementFacts confinement, IsolationOptions options)
    {
        _options = options;
        _sandbox = report.Sandbox;
        var ownUserNamespace = report.Sandbox.Kind == SandboxKind.UserNamespace ? Ruling.Yes(report.Sandbox.Because) : report.HasOwnUserNamespace;
        _conditions =
        [
            AsPrivileged(report, facts, confinement),
            ownUserNamespace,
            report.IsRootInside.Not(),
            facts.NoNewPrivileges,
            report.GrantsNothing,
            confinement.IsFiltered,
            confinement.IsConfinedByModule,
            facts.ReadOnlyRoot,
            confinement.ProcUnmasked.Not(),
            report.Shares(NamespaceType.Pid).Not(),
            report.Shares(NamespaceType.Ipc).Not(),
        ];
        // What is not known may be as weak as the weakest and as strong as the strongest.
        _sandboxes = report.Sandbox.Kind switch
        {
            SandboxKind.None => ["container-privileged"],
            SandboxKind.UserSpaceKernel => ["gvisor"],
            SandboxKind.MicroVm or SandboxKind.HyperV => ["microvm"],
            SandboxKind.ManagedMachine => ["vm"],
            // Windows has none of the conditions above; Microsoft does not count process isolation as a boundary against hostile code.
            SandboxKind.SharedKernel when facts.IsWindows => ["container-default-root"],
            SandboxKind.Unknown when facts.IsWindows => facts.Workload.Isolation.HostProcess.IsUnknown ? ["container-privileged", "microvm"] : ["container-default-root", "microvm"],
            SandboxKind.Unknown => facts.Workload.Isolation.HostProcess.IsUnknown ? ["container-privileged", "", "microvm"] : ["", "microvm"],
            _ => [""],
        };
    }

    public BoundaryRating Rate()
    {
        var open = _sandboxes.Contains("") ? Enumerable.Range(0, _conditions.Length).Where(i => _conditions[i].Truth == Truth.Maybe).ToArray() : [];
        var outcomes = new Boundary[1 << open.Length];
        for (var way = 0; way < outcomes.Length; way++)
            outcomes[way] = BoundaryCatalog.Get(Level(way, open));
        var possible = _sandboxes.SelectMany(id => id.Length > 0 ? [BoundaryCatalog.Get(id)] : outcomes).Distinct().ToList();
        var lowest = possible.MinBy(Strength)!;
        var highest = possible.MaxBy(Strength)!;
        return new BoundaryRating
        {
            Side = BoundarySide.Host,
            Lowest = lowest,
            Highest = highest,
            LowestStrength = Strength(lowest),
            HighestStrength = Strength(highest),
            Reasons = Reasons(),
            Deciding = [.. (_sandboxes.Count > 1 ? _sandbox.Because : []).Concat(Deciding(open, outcomes)).Distinct()],
        };
    }

    private int Strength(Boundary boundary) => _options.Strengths.TryGetValue(boundary.Id, out var strength) ? strength : boundary.Strength;

    // Facts that by themselves undo the separation: the flag, a capability of the host's that controls the kernel, its settings, its disks.
    private static Ruling AsPrivileged(IsolationReport report, WorkloadFacts facts, ConfinementFacts confinement)
    {
        var isHostRoot = report.CanGainRoot.And(report.HasOwnUserNamespace.Not());
        var ways = new List<Ruling>
        {
            facts.Privileged,
            confinement.ProcWritable.And(isHostRoot),
            confinement.OpensBlockDevices.And(isHostRoot),
            report.Shares(NamespaceType.Pid).And(report.CanHold(Capability.SysPtrace)).And(report.HasOwnUserNamespace.Not()),
        };
        ways.AddRange(CapabilityInfo.All
            .Where(static info => info.Risk == CapabilityRisk.Critical)
            .Select(info => report.CanHold(info.Capability).And(report.HasOwnUserNamespace.Not())));
        // That none of them is open needs no list of all the ways that are closed.
        return ways.Find(static way => way.IsYes)
            ?? (ways.Exists(static way => way.Truth == Truth.Maybe)
                ? Ruling.Maybe([.. ways.Where(static way => way.Truth == Truth.Maybe).SelectMany(static way => way.Because).Distinct()])
                : facts.Privileged);
    }

    private string Level(int way, int[] open)
    {
        bool Holds(Is condition)
        {
            var at = Array.IndexOf(open, (int)condition);
            return at >= 0 ? (way & (1 << at)) != 0 : _conditions[(int)condition].IsYes;
        }

        if (Holds(Is.AsPrivileged))
            return Holds(Is.InOwnUserNamespace) ? "os-user" : "container-privileged";
        if (!Holds(Is.WithoutHostProcesses) && !Holds(Is.NotRoot) && !Holds(Is.InOwnUserNamespace))
            return "os-user";
        var isOrdinary = Holds(Is.Filtered) && Holds(Is.Masked) && Holds(Is.WithoutHostProcesses);
        var isUser = Holds(Is.NotRoot) && Holds(Is.NoNewPrivileges);
        if (isOrdinary && isUser && Holds(Is.WithoutCapabilities) && Holds(Is.ConfinedByModule) && Holds(Is.ReadOnly) && Holds(Is.WithoutHostIpc))
            return Holds(Is.InOwnUserNamespace) ? "container-userns" : "container-hardened";
        return isOrdinary && (isUser || Holds(Is.InOwnUserNamespace)) ? "container-nonroot" : "container-default-root";
    }

    // A condition decides when turning it alone turns some outcome.
    private IEnumerable<Evidence> Deciding(int[] open, Boundary[] outcomes)
    {
        for (var bit = 0; bit < open.Length; bit++)
        {
            var changes = Enumerable.Range(0, outcomes.Length).Any(way => outcomes[way].Id != outcomes[way ^ (1 << bit)].Id);
            if (!changes)
                continue;
            foreach (var evidence in _conditions[open[bit]].Because)
                yield return evidence;
        }
    }

    private IReadOnlyList<Evidence> Reasons() => _sandboxes.Contains("")
        ? [.. _sandbox.Because.Concat(_conditions.Where(static c => c.Truth != Truth.Maybe).SelectMany(static c => c.Because)).Distinct()]
        : _sandbox.Because;
}
