namespace ContainerSec.Threats;

public sealed partial class ThreatModel
{
    /// <summary>What tenants share: kernels of hosts, networks, volumes, identities. Empty when there is one tenant.</summary>
    public IReadOnlyList<SegregationFinding> Segregation => field ??= FindShared();

    private IReadOnlyList<SegregationFinding> FindShared()
    {
        var tenants = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var foothold in _scene.Footholds)
            tenants[foothold.Name] = TenantOf(foothold.Workload);
        if (tenants.Values.Distinct().Count() < 2)
            return [];
        var shared = new Dictionary<Privilege, Dictionary<string, (Truth Truth, Evidence Evidence)>>();
        foreach (var step in Steps)
        {
            // What a container comes to by itself, and what others of another tenant come to as well.
            if (step.From.Kind is not (PrivilegeKind.Code or PrivilegeKind.Root) || !tenants.TryGetValue(step.From.Of, out var tenant)
                || step.To.Kind is not (PrivilegeKind.Network or PrivilegeKind.Volume or PrivilegeKind.Identity or PrivilegeKind.HostKernel))
                continue;
            if (!shared.TryGetValue(step.To, out var users))
                shared.Add(step.To, users = new(StringComparer.Ordinal));
            // That a kernel is shared is known even where nobody knows a fault of it; that two pods share a node is not.
            var truth = step.To.Kind == PrivilegeKind.HostKernel ? Truth.Maybe : step.Truth;
            var evidence = step.Because.Concat(step.Undecided).FirstOrDefault(new Evidence(step.Technique.Name));
            if (!users.TryGetValue(tenant, out var known) || known.Truth < truth)
                users[tenant] = (truth, evidence);
        }

        return
        [
            .. shared.Where(static s => s.Value.Count > 1).OrderBy(static s => s.Key.Kind).ThenBy(static s => s.Key.Of, StringComparer.Ordinal).Select(static s => new SegregationFinding(
                s.Key,
                [.. s.Value.Keys.Order(StringComparer.Ordinal)],
                s.Value.Values.OrderByDescending(static v => v.Truth).Take(2).Min(static v => v.Truth),
                [.. s.Value.OrderBy(static v => v.Key, StringComparer.Ordinal).Select(static v => v.Value.Evidence)])),
        ];
    }
}
