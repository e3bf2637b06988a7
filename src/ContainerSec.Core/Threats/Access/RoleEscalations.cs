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
        var binds = rights.FindAny(Group, "rolebindings", Writes) with { Name = null };
        foreach (var role in rights.FindAll(Group, "clusterroles", "bind"))
        {
            search.Add(EscalationKind.BindRole, role.Name is null or "cluster-admin" ? EscalationTargetKind.Namespace : EscalationTargetKind.Role, rights,
                role.And(binds), role.Name is "cluster-admin" ? null : role.Name);
        }

        foreach (var role in rights.FindAll(Group, "roles", "bind"))
            search.Add(EscalationKind.BindRole, EscalationTargetKind.Role, rights, role.And(binds), role.Name);
        AddEscalate(search, rights, binds);
    }

    public static void AddClusterWide(EscalationSearch search, HeldRights rights)
    {
        var cluster = new EscalationTarget(EscalationTargetKind.Cluster);
        var binds = rights.FindAny(Group, "clusterrolebindings", Writes) with { Name = null };
        foreach (var role in rights.FindAll(Group, "clusterroles", "bind"))
        {
            search.Add(EscalationKind.BindRole, role.Name is null or "cluster-admin" ? cluster : new EscalationTarget(EscalationTargetKind.Role, Name: role.Name), role.And(binds));
        }

        foreach (var escalates in rights.FindAll(Group, "clusterroles", "escalate"))
        {
            foreach (var changes in rights.FindAll(Group, "clusterroles", Changes))
            {
                if (escalates.Name is not null && changes.Name is not null && escalates.Name != changes.Name)
                    continue;
                // Who is signed in is bound to a role of the cluster, so that one that may be changed is always there.
                var name = escalates.Name ?? changes.Name;
                var held = escalates.And(changes);
                search.Add(EscalationKind.EscalateRole, cluster, name is null || IsBoundTo(rights, name) ? held : held.If($"it has to be bound to ClusterRole '{name}'"));
            }

            // A new role counts where an aggregated one takes its rules from it.
            if (rights.Bonds.Any(static bond => bond.Truth == Truth.Yes && bond.Bond.Role.Definitions.Any(static definition => definition.Role.IsAggregated)))
                search.Add(EscalationKind.EscalateRole, cluster, escalates.And(rights.Find(Group, "clusterroles", "create")));
        }
    }

    // The role that is changed must be one's own: bound already, or a new and empty one, which everybody may bind who may bind at all.
    private static void AddEscalate(EscalationSearch search, HeldRights rights, Held binds)
    {
        foreach (var escalates in rights.FindAll(Group, "roles", "escalate"))
        {
            foreach (var changes in rights.FindAll(Group, "roles", Changes))
            {
                if (escalates.Name is not null && changes.Name is not null && escalates.Name != changes.Name)
                    continue;
                var name = escalates.Name ?? changes.Name;
                var held = escalates.And(changes);
                var isBound = rights.Bonds.Any(bond => bond.Truth == Truth.Yes && bond.Bond.Binding.RoleKind.Is("Role") && (name is null || bond.Bond.Binding.RoleName.Is(name)));
                var creates = rights.Find(Group, "roles", "create").And(binds);
                search.Add(EscalationKind.EscalateRole, EscalationTargetKind.Namespace, rights,
                    isBound ? held : creates.Truth == Truth.Yes ? held.And(creates) : held.If(name is null ? "it has to be bound to a Role that it may change" : $"it has to be bound to Role '{name}'"));
            }
        }
    }

    private static bool IsBoundTo(HeldRights rights, string clusterRole) =>
        rights.Bonds.Any(bond => bond.Truth == Truth.Yes && bond.Bond.Binding.IsClusterWide && bond.Bond.Binding.RoleName.Is(clusterRole));
}
