using System.Runtime.InteropServices;

namespace ContainerSec.Threats;

/// <summary>The roles of a deployment and those of every cluster, by the names that bindings use.</summary>
internal sealed class RoleSet
{
    private readonly Dictionary<string, List<RbacRole>> _clusterRoles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RbacRole>> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BoundRole> _boundClusterRoles = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Home, bool IsAssumed, string Name), BoundRole> _boundRoles = [];
    private readonly Dictionary<RbacRole, RoleDefinition> _definitions = new(ReferenceEqualityComparer.Instance);
    private readonly RoleAggregation _aggregation;

    public RoleSet(IEnumerable<RbacRole> roles)
    {
        foreach (var role in roles)
        {
            var lists = role.IsClusterWide ? _clusterRoles : _roles;
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, role.Name, out _);
            (list ??= []).Add(role);
        }

        // The API server adds to its own roles what is missing when it starts, unless a role says that it must not.
        foreach (var role in BuiltInRoles.Roles)
        {
            if (!_clusterRoles.TryGetValue(role.Name, out var written))
                _clusterRoles.Add(role.Name, [role]);
            else
                _clusterRoles[role.Name] = [.. written.Select(w => Reconciled(w, role))];
        }

        _aggregation = new RoleAggregation(_clusterRoles.Values.SelectMany(static list => list));
    }

    /// <summary>What is wrong with the roles.</summary>
    public IReadOnlyList<Evidence> Problems => _aggregation.Problems;

    /// <summary>The role that a binding names.</summary>
    public BoundRole Find(RbacBinding binding)
    {
        if (binding.RoleKind.IsUnknown || binding.RoleName.IsUnknown)
            return new BoundRole("a role", [], "which role it binds is not known");
        if (binding is not { RoleKind.Value: { } kind, RoleName.Value: { } name })
            return binding.IsPartial ? new BoundRole("a role", [], "which role it binds stands elsewhere") : new BoundRole("no role", []);
        return kind switch
        {
            "ClusterRole" => FindClusterRole(name),
            "Role" when !binding.IsClusterWide => FindRole(NamespaceName.Of(binding.Namespace), name),
            // The API server refuses anything else.
            _ => new BoundRole($"{kind} '{name}'", []),
        };
    }

    private static RbacRole Reconciled(RbacRole written, RbacRole builtIn)
    {
        const string Autoupdate = "rbac.authorization.kubernetes.io/autoupdate";
        return written.Annotations.AnyKnown(static a => a is { Name: Autoupdate, Value: "false" })
            ? written
            : written with
            {
                Rules = [.. written.Rules, .. builtIn.Rules],
                IsAggregated = written.IsAggregated || builtIn.IsAggregated,
                AggregatedFrom = written.AggregatedFrom.Concat(builtIn.AggregatedFrom),
                Labels = written.Labels.Concat(builtIn.Labels),
            };
    }

    private BoundRole FindClusterRole(string name)
    {
        ref var bound = ref CollectionsMarshal.GetValueRefOrAddDefault(_boundClusterRoles, name, out _);
        return bound ??= Bound($"ClusterRole '{name}'", _clusterRoles.GetValueOrDefault(name) ?? [], isSure: true);
    }

    private BoundRole FindRole(NamespaceName home, string name)
    {
        ref var bound = ref CollectionsMarshal.GetValueRefOrAddDefault(_boundRoles, (home.Name, home.IsAssumed, name), out _);
        if (bound is not null)
            return bound;
        // Templates put one namespace into a role and its binding. A role without a certain namespace may be another definition of the one that is found.
        var (isThere, candidates) = (false, new List<RbacRole>());
        foreach (var role in _roles.GetValueOrDefault(name) ?? [])
        {
            var other = NamespaceName.Of(role.Namespace);
            var isSame = other == home ? Truth.Yes : other.Is(home);
            isThere |= isSame == Truth.Yes;
            if (isSame != Truth.No)
                candidates.Add(role);
        }

        return bound = Bound($"Role '{name}'", candidates, isThere);
    }

    private BoundRole Bound(string description, List<RbacRole> roles, bool isSure) =>
        roles.Count == 0 ? new BoundRole(description, [], $"{description} is not among the manifests")
        : new BoundRole(description, [.. roles.Select(Define)], isSure ? null : $"the namespace of {description} is not known");

    private RoleDefinition Define(RbacRole role)
    {
        ref var definition = ref CollectionsMarshal.GetValueRefOrAddDefault(_definitions, role, out _);
        return definition ??= _aggregation.Define(role);
    }
}
