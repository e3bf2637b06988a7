namespace ContainerSec.Threats;

public sealed partial class ThreatModel
{
    // Beyond so many containers the blast radius is averaged over evenly spaced ones.
    private const int MostStarts = 200;

    /// <summary>How well the five principles are kept, in the order of the enumeration.</summary>
    public IReadOnlyList<PrincipleScore> Scores => field ??= [LeastPrivilege(), DefenceInDepth(), AttackSurface(), SmallBlastRadius(), SegregationOfDuties()];

    // One point for each right that a container could do without, of those that are known.
    private PrincipleScore LeastPrivilege()
    {
        var (kept, asked) = (0, 0);
        var because = new List<Evidence>();
        foreach (var at in _scene.Footholds)
        {
            foreach (var right in (Condition[])[at.RunsAsRoot, at.Privileged, at.CanGainRoot, at.HoldsOnHost(Capability.NetRaw), at.HoldsOnHost(Capability.SysAdmin), at.HostRootUser])
            {
                asked++;
                if (right.IsNo)
                    kept++;
                else if (right.Alternatives[0] is { Truth: Truth.Yes, Because: [var evidence, ..] })
                    because.Add(evidence with { Text = $"{at.Name} {evidence.Text}" });
            }
        }

        return new PrincipleScore(Principle.LeastPrivilege, Percent(kept, asked), "Of six rights that a service seldom needs (root, privileged mode, gaining root, NET_RAW, SYS_ADMIN, the host's root user), the share that containers are known not to have.", because);
    }

    // What has to fail on the weakest way to a host or the cluster.
    private PrincipleScore DefenceInDepth()
    {
        var weakest = CheapestPaths([.. CommonAssets.Where(static a => a.Kind is not (PrivilegeKind.BuildHost or PrivilegeKind.Registry))]).OrderBy(static p => p.Boundaries.Count).ThenBy(static p => p.Cost).FirstOrDefault();
        var boundaries = weakest?.Boundaries.Count ?? 4;
        var because = weakest is null ? [] : weakest.Steps.Select(static s => new Evidence($"{s.To.Description}: {s.Technique.Name}", s.Because.Concat(s.Undecided).FirstOrDefault().Origin)).ToArray();
        return new PrincipleScore(
            Principle.DefenceInDepth, Math.Min(100, boundaries * 25),
            weakest is null ? "No path leads to a host, the cluster or the cloud." : $"The weakest path to a host, the cluster or the cloud has to go through {boundaries} boundar{(boundaries == 1 ? "y" : "ies")}; each counts 25.", because);
    }

    private PrincipleScore AttackSurface()
    {
        var open = Steps.Where(static s => s.From.Kind == PrivilegeKind.Internet).ToLookup(static s => s.To.Of);
        var because = open.Select(static g => g.First()).Select(static s => new Evidence($"{s.To.Of} answers from outside", s.Because.Concat(s.Undecided).FirstOrDefault().Origin)).ToArray();
        return new PrincipleScore(Principle.ReduceAttackSurface, Percent(_scene.Footholds.Count - open.Count, _scene.Footholds.Count), "The share of containers that nobody outside can reach.", because);
    }

    private PrincipleScore SmallBlastRadius()
    {
        var worth = Enumerable.Range(0, Privileges.Count).Where(i => IsAsset(Privileges[i].Kind) || Privileges[i].Kind == PrivilegeKind.Code).ToArray();
        var step = Math.Max(1, _scene.Footholds.Count / MostStarts);
        var (fallen, starts) = (0.0, 0);
        var worst = new List<(double Share, string Name, Provenance? Origin)>();
        var view = View(provenOnly: true);
        for (var i = 0; i < _scene.Footholds.Count; i += step)
        {
            var at = _scene.Footholds[i];
            if (_graph.Find(at.Code) is not (>= 0 and var node))
                continue;
            var reached = Graph.CheapestPaths.From(view, [node]);
            var share = worth.Length == 0 ? 0 : (double)worth.Count(w => w != node && reached.Reaches(w)) / worth.Length;
            fallen += share;
            starts++;
            worst.Add((share, at.Name, at.Workload.Origin));
        }

        return new PrincipleScore(
            Principle.LimitBlastRadius, starts == 0 ? 100 : 100 * (1 - (fallen / starts)),
            "The share of assets and containers that hold, on average, when one container falls (proven steps).",
            [.. worst.Where(static w => w.Share > 0).OrderByDescending(static w => w.Share).Take(5).Select(static w => new Evidence($"{w.Name} takes {Math.Round(100 * w.Share)} % with it", w.Origin))]);
    }

    private PrincipleScore SegregationOfDuties()
    {
        var shared = Segregation.Where(static s => s.Truth == Truth.Yes).ToArray();
        var tenants = _scene.Footholds.Select(f => TenantOf(f.Workload)).Distinct().Count();
        var mixed = shared.SelectMany(static s => s.Tenants).Distinct().Count();
        return new PrincipleScore(
            Principle.SegregationOfDuties, Percent(tenants - mixed, tenants),
            tenants < 2 ? "There is one tenant." : "The share of tenants that are known to share no network, volume or identity with another one.",
            [.. shared.SelectMany(static s => s.Because)]);
    }

    private static double Percent(int part, int whole) => whole == 0 ? 100 : 100.0 * part / whole;
}
