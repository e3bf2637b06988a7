using System.Runtime.InteropServices;

namespace ContainerSec.Threats;

/// <summary>Puts aggregated cluster roles together, as the cluster's controller does: the rules of all roles that one of the selectors fits, theirs being put together first.</summary>
/// <remarks>
/// Kubernetes documentation, "Using RBAC Authorization", Aggregated ClusterRoles. Rules that stand in an aggregated role itself are overwritten; a manifest that
/// was read from a cluster shows there what the controller wrote, so they count as possible. The same goes for a circle of roles, which keeps what once was in it.
/// </remarks>
internal sealed class RoleAggregation
{
    /// <summary>How many labels of roles are compared at most, over all roles together.</summary>
    private const int Budget = 2_000_000;

    private readonly List<RbacRole> _roles;
    private readonly Dictionary<Label, List<RbacRole>> _byLabel = [];
    private readonly List<RbacRole> _withUnknownLabels = [];
    private readonly HashSet<string> _contradicting;
    private readonly HashSet<RbacRole> _circular = new(ReferenceEqualityComparer.Instance);
    private readonly List<Evidence> _problems = [];
    private int _left = Budget;

    public RoleAggregation(IEnumerable<RbacRole> clusterRoles)
    {
        _roles = [.. clusterRoles];
        _contradicting = [.. _roles.GroupBy(static role => role.Name, StringComparer.Ordinal).Where(static roles => roles.Skip(1).Any()).Select(static roles => roles.Key)];
        foreach (var role in _roles)
        {
            foreach (var label in role.Labels)
            {
                if (!label.IsKnown)
                    continue;
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_byLabel, label.Value, out _);
                (list ??= []).Add(role);
            }

            if (role.Labels.HasUnknown)
                _withUnknownLabels.Add(role);
        }

        foreach (var role in _roles)
        {
            if (role.IsAggregated && Reach(role, Truth.Maybe).IsCircle)
            {
                _circular.Add(role);
                _problems.Add(new Evidence($"ClusterRole '{role.Name}' is aggregated from itself, through other roles", role.Origin));
            }
        }

        if (_left <= 0)
            _problems.Add(new Evidence("cluster roles are aggregated from so many others that not all were followed; what they grant is possible", _roles.FirstOrDefault(static r => r.IsAggregated)?.Origin));
    }

    /// <summary>Circles, and what was too much.</summary>
    public IReadOnlyList<Evidence> Problems => _problems;

    /// <summary>A role with the rules that it has in the end.</summary>
    public RoleDefinition Define(RbacRole role)
    {
        if (!role.IsAggregated)
            return new RoleDefinition(role, [.. role.Rules.Select(rule => new RoleRule(rule, role))], OwnGap(role));
        var sure = Reach(role, Truth.Yes);
        var possible = Reach(role, Truth.Maybe);
        var gap = OwnGap(role) ?? possible.Gap;
        var rules = new List<RoleRule>();
        foreach (var source in sure.Sources.Where(static source => !source.IsAggregated))
            rules.AddRange(source.Rules.Select(rule => new RoleRule(rule, source)));
        foreach (var source in possible.Sources)
        {
            if (!source.IsAggregated && !sure.Sources.Contains(source))
                rules.AddRange(source.Rules.Select(rule => new RoleRule(rule, source, Truth.Maybe, $"whether '{role.Name}' is aggregated from ClusterRole '{source.Name}' is not known")));
            else if (_circular.Contains(source))
                rules.AddRange(Overwritten(source));
            if (!source.IsAggregated)
                gap ??= OwnGap(source);
        }

        rules.AddRange(Overwritten(role));
        return new RoleDefinition(role, rules, gap);
    }

    private static IEnumerable<RoleRule> Overwritten(RbacRole role) =>
        role.Rules.Select(rule => new RoleRule(rule, role, Truth.Maybe, $"rules of the aggregated ClusterRole '{role.Name}' are overwritten by the cluster's controller, unless it wrote them"));

    private static string? OwnGap(RbacRole role) =>
        role.MayHaveMoreRules || role.IsPartial ? $"not all rules of {role.Kind} '{role.Name}' are known"
        : role.AggregatedFrom.HasUnknown ? $"what {role.Kind} '{role.Name}' is aggregated from is not known"
        : null;

    /// <summary>All roles that a role is put together from, for certain or possibly.</summary>
    private (HashSet<RbacRole> Sources, bool IsCircle, string? Gap) Reach(RbacRole role, Truth least)
    {
        var sources = new HashSet<RbacRole>(ReferenceEqualityComparer.Instance);
        var open = new Stack<RbacRole>([role]);
        var isCircle = false;
        string? gap = null;
        while (open.TryPop(out var next))
        {
            if (next.AggregatedFrom.HasUnknown)
                gap = $"what {next.Kind} '{next.Name}' is aggregated from is not known";
            foreach (var selector in next.AggregatedFrom)
            {
                foreach (var found in selector.IsKnown ? Select(selector.Value, least) : [])
                {
                    // A role is not put together from itself.
                    if (found.Name == next.Name)
                        continue;
                    isCircle |= ReferenceEquals(found, role);
                    if (!ReferenceEquals(found, role) && sources.Add(found) && found.IsAggregated)
                        open.Push(found);
                }
            }
        }

        return (sources, isCircle, _left > 0 ? gap : $"not all that '{role.Name}' is aggregated from was followed");
    }

    private IEnumerable<RbacRole> Select(LabelSelector selector, Truth least)
    {
        IEnumerable<RbacRole> candidates = selector.MatchLabels.Count == 0 ? _roles
            : (_byLabel.GetValueOrDefault(selector.MatchLabels[0]) ?? []).Union(_withUnknownLabels, ReferenceEqualityComparer.Instance).Cast<RbacRole>();
        foreach (var role in candidates)
        {
            if (--_left <= 0)
                yield break;
            // Of several definitions of one role any may be the one that counts.
            var fits = selector.Matches(role.Labels);
            if ((fits == true && !_contradicting.Contains(role.Name)) || (fits != false && least == Truth.Maybe))
                yield return role;
        }
    }
}
