namespace ContainerSec.Threats;

/// <summary>Rights on roles and bindings themselves. The API server lets nobody grant what he does not hold, but for the verbs bind and escalate.</summary>
/// <remarks>Kubernetes documentation, "Using RBAC Authorization", Privilege escalation prevention and bootstrapping.</remarks>
internal static class RoleEscalations
{
    private const string Group = "rbac.authorization.k8s.io";

    private static readonly string[] Writes = ["create", "update", "patch"], Changes = ["update", "patch"];

    public static void Add(EscalationSearch search, HeldRights rights)
    {
        search.Add(EscalationKind.EveryRight, rights.Home is null ? EscalationTargetKind.Cluster : EscalationTargetKind.Namespace, rights, rights.Find("*", "*", "*"));
        List<Held> binds = [.. rights.FindAll(Group, "rolebindings", Writes)];
        foreach (var held in rights.FindAll(Group, "clusterroles", "bind").And(binds))
        {
            search.Add(EscalationKind.BindRole, held.Name is null or "cluster-admin" ? EscalationTargetKind.Namespace : EscalationTargetKind.Role, rights,
                [held], held.Name is "cluster-admin" ? null : held.Name);
        }

        search.AddNamed(EscalationKind.BindRole, EscalationTargetKind.Role, rights, rights.FindAll(Group, "roles", "bind").And(binds));
        AddEscalate(search, rights, binds);
    }

    public static void AddClusterWide(EscalationSearch search, HeldRights rights)
    {
        var cluster = new EscalationTarget(EscalationTargetKind.Cluster);
        foreach (var held in rights.FindAll(Group, "clusterroles", "bind").And(rights.FindAll(Group, "clusterrolebindings", Writes)))
            search.Add(EscalationKind.BindRole, held.Name is null or "cluster-admin" ? cluster : new EscalationTarget(EscalationTargetKind.Role, Name: held.Name), [held]);
        foreach (var held in Escalates(rights, "clusterroles"))
        {
            // Who is signed in is bound to a role of the cluster, so that one that may be changed is always there.
            search.Add(EscalationKind.EscalateRole, cluster, held.Name is null ? [held] : WithBond(rights, held, isRole: false, $"it has to be bound to ClusterRole '{held.Name}'"));
        }

        // A new role counts where an aggregated one takes its rules from it.
        var aggregated = rights.Bonds.Where(static bond => bond.Truth == Truth.Yes && bond.Bond.Role.Definitions.Any(static definition => definition.Role.IsAggregated));
        search.Add(EscalationKind.EscalateRole, cluster, rights.FindAll(Group, "clusterroles", "escalate").OnAny().And(rights.Find(Group, "clusterroles", "create")).And(aggregated.Select(static bond => ToHeld(bond.Bond))));
    }

    // The role that is changed must be one's own: bound already, or a new and empty one, which everybody may bind who may bind at all.
    private static void AddEscalate(EscalationSearch search, HeldRights rights, List<Held> binds)
    {
        foreach (var held in Escalates(rights, "roles"))
        {
            var target = EscalationSearch.In(rights, EscalationTargetKind.Namespace);
            search.Add(EscalationKind.EscalateRole, target, rights.Find(Group, "roles", "create").And(binds).Select(held.And));
            search.Add(EscalationKind.EscalateRole, target, WithBond(rights, held, isRole: true, held.Name is null ? "it has to be bound to a Role that it may change" : $"it has to be bound to Role '{held.Name}'"));
        }
    }

    // The verbs escalate and update, or patch, on one role or on all.
    private static IEnumerable<Held> Escalates(HeldRights rights, string resource)
    {
        List<Held> changes = [.. rights.FindAll(Group, resource, Changes)];
        foreach (var escalates in rights.FindAll(Group, resource, "escalate"))
        {
            foreach (var change in changes)
            {
                if (escalates.Name is null || change.Name is null || escalates.Name == change.Name)
                    yield return escalates.And(change) with { Name = escalates.Name ?? change.Name };
            }
        }
    }

    // Once for each binding to the role; without any it may be bound by somebody else.
    private static IEnumerable<Held> WithBond(HeldRights rights, Held held, bool isRole, string doubt)
    {
        List<Held> bonds =
        [
            .. rights.Bonds.Where(bond => bond.Truth == Truth.Yes && bond.Bond.Binding.RoleKind.Is(isRole ? "Role" : "ClusterRole") && (isRole || bond.Bond.Binding.IsClusterWide)
                && (held.Name is null || bond.Bond.Binding.RoleName.Is(held.Name))).Select(static bond => ToHeld(bond.Bond)),
        ];
        return bonds.Count > 0 ? bonds.Select(held.And) : [held.If(doubt)];
    }

    private static Held ToHeld(Bond bond)
    {
        var evidence = bond.Chain(null, null, null).First();
        return new Held(Truth.Yes, [evidence], [evidence]);
    }
}
