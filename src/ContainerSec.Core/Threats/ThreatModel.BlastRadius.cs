namespace ContainerSec.Threats;

public sealed partial class ThreatModel
{
    /// <summary>What falls when something has fallen.</summary>
    /// <param name="start">What fell: usually code in a container.</param>
    public BlastRadius BlastRadiusOf(Privilege start)
    {
        var node = _graph.Find(start);
        int[] from = node < 0 ? [] : [node];
        var assumed = Enumerable.Range(0, Steps.Count).Where(i => Steps[i].Technique.Assumes is not null);
        var proven = Graph.CheapestPaths.From(View(provenOnly: true).WithoutEdges(assumed), from);
        var possible = Graph.CheapestPaths.From(View(provenOnly: false), from);
        var (falls, mayFall, holds) = (new List<Privilege>(), new List<Privilege>(), new List<Privilege>());
        for (var i = 0; i < Privileges.Count; i++)
        {
            var privilege = Privileges[i];
            if (i == node || privilege.Kind is PrivilegeKind.Internet or PrivilegeKind.SupplyChain)
                continue;
            if (proven.Reaches(i))
                falls.Add(privilege);
            else if (possible.Reaches(i))
                mayFall.Add(privilege);
            else if (IsAsset(privilege.Kind) || privilege.Kind is PrivilegeKind.Code or PrivilegeKind.Root or PrivilegeKind.HostKernel)
                holds.Add(privilege);
        }

        return new BlastRadius { Start = start, Falls = falls, MayFall = mayFall, Holds = holds, Tenants = Impacts(start, falls, mayFall) };
    }

    /// <summary>The tenant that a container belongs to: that of its namespace, in a cluster; outside of one there is a single tenant, with an empty name.</summary>
    /// <param name="workload">The container.</param>
    public string TenantOf(Workload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        if (workload.Pod is not { } pod)
            return "";
        var name = pod.Namespace.Value ?? "default";
        return Options.Tenants.GetValueOrDefault(name, name);
    }

    private IReadOnlyList<TenantImpact> Impacts(Privilege start, IReadOnlyList<Privilege> falls, IReadOnlyList<Privilege> mayFall)
    {
        var fallen = falls.Append(start).Where(static p => p.Kind is PrivilegeKind.Code).Select(static p => p.Of).ToHashSet(StringComparer.Ordinal);
        var unsure = mayFall.Where(static p => p.Kind is PrivilegeKind.Code).Select(static p => p.Of).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. _scene.Footholds.GroupBy(f => TenantOf(f.Workload), StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal).Select(g => new TenantImpact(
                g.Key,
                [.. g.Where(f => fallen.Contains(f.Name)).Select(static f => f.Name)],
                [.. g.Where(f => unsure.Contains(f.Name)).Select(static f => f.Name)],
                [.. g.Where(f => !fallen.Contains(f.Name) && !unsure.Contains(f.Name)).Select(static f => f.Name)])),
        ];
    }
}
