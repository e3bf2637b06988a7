using System.Runtime.InteropServices;

namespace ContainerSec.Threats;

/// <summary>Goes through the rights of an identity, cluster-wide and in each namespace where it has some, and gathers what they reach.</summary>
internal sealed class EscalationSearch(ClusterIdentity identity, BindingIndex bindings, ClusterObjects objects)
{
    private readonly Dictionary<(EscalationKind Kind, EscalationTarget Target), int> _places = [];
    private readonly List<Escalation> _found = [];

    /// <summary>Objects that decide what a right is worth.</summary>
    public ClusterObjects Objects => objects;

    /// <summary>All rights of the identity, cluster-wide and by namespace; the cluster-wide ones first and among those of each namespace.</summary>
    public IReadOnlyList<HeldRights> Scopes { get; private set; } = [];

    public IReadOnlyList<Escalation> Run()
    {
        if (identity.Groups.Contains(RbacAuthorizer.SystemMasters))
        {
            Add(EscalationKind.EveryRight, new EscalationTarget(EscalationTargetKind.Cluster), new Held(Truth.Yes, RbacAuthorizer.Masters().Because));
            return _found;
        }

        Scopes = FindScopes();
        foreach (var rights in Scopes)
        {
            if (rights.Home is null)
            {
                RoleEscalations.AddClusterWide(this, rights);
                IdentityEscalations.AddClusterWide(this, rights);
                NodeEscalations.AddClusterWide(this, rights);
            }

            RoleEscalations.Add(this, rights);
            WorkloadEscalations.Add(this, rights);
            IdentityEscalations.Add(this, rights);
        }

        return _found;
    }

    /// <summary>Adds a step, unless it is known already with the same certainty, here or for all namespaces.</summary>
    public void Add(EscalationKind kind, EscalationTarget target, Held held)
    {
        if (held.Truth == Truth.No || TruthOf(kind, target with { Namespace = null, IsNamespaceAssumed = false }) >= held.Truth)
            return;
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, (kind, target), out var exists);
        var step = new Escalation(kind, target, held.Truth, held.Because);
        if (!exists)
        {
            place = _found.Count;
            _found.Add(step);
        }
        else if (_found[place].Truth < held.Truth)
        {
            _found[place] = step;
        }
    }

    /// <summary>Adds a step whose target is in the namespace of the rights.</summary>
    public void Add(EscalationKind kind, EscalationTargetKind target, HeldRights rights, Held held, string? name = null) =>
        Add(kind, new EscalationTarget(target, rights.Home?.Name, name) { IsNamespaceAssumed = rights.Home?.IsAssumed ?? false }, held);

    /// <summary>Adds a step to service accounts, and what it means to be any of those that the cluster's own controllers use.</summary>
    public void AddAccounts(EscalationKind kind, HeldRights rights, Held held, string? name = null)
    {
        Add(kind, EscalationTargetKind.ServiceAccounts, rights, held, name);
        if (name is null && (rights.Home is null || rights.Home.Value.Name == "kube-system"))
        {
            Add(kind, new EscalationTarget(EscalationTargetKind.Cluster), held.And(Ruling.Yes(new Evidence(
                "service account 'kube-system/clusterrole-aggregation-controller' may write any right into cluster roles", BuiltInRoles.Origin))));
        }
    }

    private Truth TruthOf(EscalationKind kind, EscalationTarget target) =>
        _places.TryGetValue((kind, target), out var place) ? _found[place].Truth : Truth.No;

    private List<HeldRights> FindScopes()
    {
        var everywhere = new List<(Bond, Truth)>();
        var byNamespace = new SortedDictionary<string, (NamespaceName Home, List<(Bond, Truth)> Bonds)>(StringComparer.Ordinal);
        foreach (var (bonds, truth) in bindings.Of(identity))
        {
            if (truth == Truth.No)
                continue;
            foreach (var bond in bonds.All)
            {
                if (bond.Binding.IsClusterWide)
                {
                    everywhere.Add((bond, truth));
                    continue;
                }

                if (!byNamespace.TryGetValue(bond.Home.Name, out var scope) || (scope.Home.IsAssumed && !bond.Home.IsAssumed))
                    byNamespace[bond.Home.Name] = scope = (bond.Home, scope.Bonds ?? []);
                scope.Bonds.Add((bond, truth));
            }
        }

        return [new HeldRights(null, everywhere), .. byNamespace.Values.Select(scope => new HeldRights(scope.Home, [.. everywhere, .. scope.Bonds]))];
    }
}
