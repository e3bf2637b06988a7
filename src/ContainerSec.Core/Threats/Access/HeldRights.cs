using ContainerSec.Access;

namespace ContainerSec.Threats;

/// <summary>The rights of an identity in a namespace, or cluster-wide.</summary>
/// <param name="home">The namespace; null for rights that hold everywhere.</param>
/// <param name="bonds">What gives them, and whether it does for certain.</param>
internal sealed class HeldRights(NamespaceName? home, IReadOnlyList<(Bond Bond, Truth Truth)> bonds)
{
    private readonly List<(Bond Bond, Truth Truth)> _leading = [.. bonds.Where(static bond => bond.Bond.Role.LeadsOn)];

    /// <summary>Whether any of them may lead to more.</summary>
    public bool LeadsOn => _leading.Count > 0;

    /// <summary>Where they hold; null means everywhere.</summary>
    public NamespaceName? Home => home;

    /// <summary>The bindings.</summary>
    public IReadOnlyList<(Bond Bond, Truth Truth)> Bonds => bonds;

    /// <summary>A right to do one of several things to any object: once for each binding that gives it, since taking one away leaves the others.</summary>
    public IEnumerable<Held> Find(string group, string resource, params IReadOnlyList<string> verbs)
    {
        foreach (var bond in _leading)
        {
            if (Best(bond.Bond, bond.Truth, group, resource, verbs) is { } held)
                yield return held;
        }
    }

    /// <summary>A right to any object, and rights to single ones of bindings that do not give the first for certain.</summary>
    public IEnumerable<Held> FindAll(string group, string resource, params IReadOnlyList<string> verbs)
    {
        foreach (var (bond, truth) in _leading)
        {
            var any = Best(bond, truth, group, resource, verbs);
            if (any is not null)
                yield return any;
            if (any is { Truth: Truth.Yes })
                continue;
            foreach (var named in Named(bond, truth, group, resource, verbs))
                yield return named;
        }
    }

    /// <summary>A right to one object.</summary>
    public IEnumerable<Held> FindFor(string name, string group, string resource, params IReadOnlyList<string> verbs) =>
        FindAll(group, resource, verbs).Where(held => held.Name is null || held.Name == name);

    private static IEnumerable<Held> Named(Bond bond, Truth truth, string group, string resource, IReadOnlyList<string> verbs)
    {
        if (!bond.Role.Definitions.Any(static definition => definition.Rules.Any(static rule => rule.Rule.IsLimitedToNames())))
            return [];
        return verbs.SelectMany(verb => FindNamed(bond, truth, group, resource, verb)).DistinctBy(static held => held.Name);
    }

    private static Held? Best(Bond bond, Truth truth, string group, string resource, IReadOnlyList<string> verbs)
    {
        Held? best = null;
        foreach (var verb in verbs)
        {
            var request = new AccessRequest(verb, group, resource, null);
            var match = bond.Role.Match(request);
            var least = match.Truth < truth ? match.Truth : truth;
            if (least > (best?.Truth ?? Truth.No))
                best = ToHeld(bond, match with { Truth = least }, request, truth);
            if (best is { Truth: Truth.Yes })
                break;
        }

        return best;
    }

    private static IEnumerable<Held> FindNamed(Bond bond, Truth truth, string group, string resource, string verb)
    {
        // What is created or deleted as a collection has no name in the request.
        if (AccessRequest.ForResource(verb, group, resource, "name").Name is null)
            yield break;
        foreach (var (definition, rule) in bond.Role.Rules())
        {
            if (!rule.Rule.IsLimitedToNames() || rule.Rule.FindVerb(verb).IsUnset || rule.Rule.FindResource(resource).IsUnset || rule.Rule.FindGroup(group).IsUnset)
                continue;
            var least = truth < rule.Truth ? truth : rule.Truth;
            foreach (var name in rule.Rule.ResourceNames)
            {
                var request = new AccessRequest(verb, group, resource, name.Value);
                var granted = name.IsKnown ? request.GrantedBy(rule.Rule) : Fact.Unknown<string>(name.Origin);
                var match = new RoleMatch(granted.IsKnown ? least : Truth.Maybe, definition, rule, granted, granted.IsKnown ? rule.Doubt : "what the rule says is not known");
                yield return ToHeld(bond, match, request, truth);
            }
        }
    }

    private static Held ToHeld(Bond bond, RoleMatch match, AccessRequest request, Truth truth)
    {
        var because = bond.Explain(match, request, truth == Truth.Yes ? null : $"whether {bond.Binding.Kind} '{bond.Binding.Name}' is bound to this identity is not known");
        return new Held(match.Truth, because, [because[0]], request.Name);
    }
}
