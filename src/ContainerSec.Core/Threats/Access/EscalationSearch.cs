using System.Runtime.InteropServices;

namespace ContainerSec.Threats;

/// <summary>Goes through the rights of an identity, cluster-wide and in each namespace where it has some, and gathers what they reach.</summary>
internal sealed class EscalationSearch(ClusterIdentity identity, BindingIndex bindings, ClusterObjects objects)
{
    /// <summary>How many ways of one kind to one target are told apart; beyond it stands one that no single binding closes.</summary>
    private const int MostWays = 32;

    private readonly Dictionary<(EscalationKind Kind, EscalationTarget Target), List<Escalation>> _ways = [];
    private readonly List<Escalation> _found = [];

    /// <summary>Objects that decide what a right is worth.</summary>
    public ClusterObjects Objects => objects;

    /// <summary>All rights of the identity, cluster-wide and by namespace; the cluster-wide ones first and among those of each namespace.</summary>
    public IReadOnlyList<HeldRights> Scopes { get; private set; } = [];

    public IReadOnlyList<Escalation> Run()
    {
        if (identity.Groups.Contains(RbacAuthorizer.SystemMasters))
        {
            Add(EscalationKind.EveryRight, new EscalationTarget(EscalationTargetKind.Cluster), [new Held(Truth.Yes, RbacAuthorizer.Masters().Because, [])]);
            return _found;
        }

        Scopes = FindScopes();
        foreach (var rights in Scopes)
        {
            if (!rights.LeadsOn)
                continue;
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

    /// <summary>Adds a step, once for each way; not one that needs what another way does not, here or for all namespaces.</summary>
    public void Add(EscalationKind kind, EscalationTarget target, IEnumerable<Held> ways)
    {
        foreach (var held in ways)
        {
            if (held.Truth == Truth.No || IsCovered(kind, target, held) || IsCovered(kind, target with { Namespace = null, IsNamespaceAssumed = false }, held))
                continue;
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_ways, (kind, target), out _);
            list ??= [];
            var step = new Escalation(kind, target, held.Truth, held.Because) { Bindings = list.Count < MostWays ? held.Bindings : [] };
            list.Add(step);
            _found.Add(step);
        }
    }

    /// <summary>Adds a step whose target is in the namespace of the rights.</summary>
    public void Add(EscalationKind kind, EscalationTargetKind target, HeldRights rights, IEnumerable<Held> ways, string? name = null) => Add(kind, In(rights, target, name), ways);

    /// <summary>Adds a step whose target is in the namespace of the rights, for the object that the right is for.</summary>
    public void AddNamed(EscalationKind kind, EscalationTargetKind target, HeldRights rights, IEnumerable<Held> ways)
    {
        foreach (var held in ways)
            Add(kind, In(rights, target, held.Name), [held]);
    }

    /// <summary>Adds a step to service accounts, and what it means to be any of those that the cluster's own controllers use.</summary>
    public void AddAccounts(EscalationKind kind, HeldRights rights, IEnumerable<Held> ways)
    {
        foreach (var held in ways)
        {
            Add(kind, In(rights, EscalationTargetKind.ServiceAccounts, held.Name), [held]);
            if (held.Name is null && (rights.Home is null || rights.Home.Value.Name == "kube-system"))
                Add(kind, new EscalationTarget(EscalationTargetKind.Cluster), [held.And(AggregationController)]);
        }
    }

    /// <summary>A target in the namespace of the rights.</summary>
    public static EscalationTarget In(HeldRights rights, EscalationTargetKind target, string? name = null) =>
        new(target, rights.Home?.Name, name) { IsNamespaceAssumed = rights.Home?.IsAssumed ?? false };

    private static Ruling AggregationController { get; } = Ruling.Yes(new Evidence(
        "service account 'kube-system/clusterrole-aggregation-controller' may write any right into cluster roles", BuiltInRoles.Origin));

    private bool IsCovered(EscalationKind kind, EscalationTarget target, Held held) =>
        _ways.TryGetValue((kind, target), out var ways) && ways.Exists(way => way.Truth >= held.Truth && way.Bindings.All(held.Bindings.Contains));

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
