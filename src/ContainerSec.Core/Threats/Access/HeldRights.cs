using ContainerSec.Access;

namespace ContainerSec.Threats;

/// <summary>The rights of an identity in a namespace, or cluster-wide.</summary>
/// <param name="home">The namespace; null for rights that hold everywhere.</param>
/// <param name="bonds">What gives them, and whether it does for certain.</param>
internal sealed class HeldRights(NamespaceName? home, IReadOnlyList<(Bond Bond, Truth Truth)> bonds)
{
    /// <summary>Where they hold; null means everywhere.</summary>
    public NamespaceName? Home => home;

    /// <summary>The bindings.</summary>
    public IReadOnlyList<(Bond Bond, Truth Truth)> Bonds => bonds;

    /// <summary>A right to do one of several things to any object; <see cref="Held.None"/> when it is not held.</summary>
    public Held Find(string group, string resource, params IReadOnlyList<string> verbs)
    {
        var best = Held.None;
        foreach (var verb in verbs)
        {
            var request = new AccessRequest(verb, group, resource, null);
            foreach (var (bond, truth) in bonds)
            {
                var match = bond.Role.Match(request);
                var least = match.Truth < truth ? match.Truth : truth;
                if (least > best.Truth)
                    best = new Held(least, bond.Explain(match, request, truth == Truth.Yes ? null : Doubt(bond)));
                if (best.Truth == Truth.Yes)
                    return best;
            }
        }

        return best;
    }

    /// <summary>A right to any object, certain or possible, and rights to single ones where the first is not certain.</summary>
    public IEnumerable<Held> FindAll(string group, string resource, params IReadOnlyList<string> verbs)
    {
        var any = Find(group, resource, verbs);
        if (any.Truth != Truth.No)
            yield return any;
        if (any.Truth == Truth.Yes)
            yield break;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var named in verbs.SelectMany(verb => FindNamed(group, resource, verb)))
        {
            if (seen.Add(named.Name ?? ""))
                yield return named;
        }
    }

    /// <summary>A right to any object or to a single one, whichever is more certain.</summary>
    public Held FindAny(string group, string resource, params IReadOnlyList<string> verbs) =>
        FindAll(group, resource, verbs).MaxBy(static held => held.Truth) ?? Held.None;

    /// <summary>A right to one object.</summary>
    public Held FindFor(string name, string group, string resource, params IReadOnlyList<string> verbs) =>
        FindAll(group, resource, verbs).Where(held => held.Name is null || held.Name == name).MaxBy(static held => held.Truth) ?? Held.None;

    private IEnumerable<Held> FindNamed(string group, string resource, string verb)
    {
        // What is created or deleted as a collection has no name in the request.
        if (AccessRequest.ForResource(verb, group, resource, "name").Name is null)
            yield break;
        foreach (var (bond, truth) in bonds)
        {
            foreach (var (definition, rule) in bond.Role.Rules())
            {
                if (!rule.Rule.IsLimitedToNames() || rule.Rule.FindVerb(verb).IsUnset || rule.Rule.FindResource(resource).IsUnset || rule.Rule.FindGroup(group).IsUnset)
                    continue;
                var least = truth < rule.Truth ? truth : rule.Truth;
                var doubt = truth == Truth.Yes ? null : Doubt(bond);
                foreach (var name in rule.Rule.ResourceNames)
                {
                    var request = new AccessRequest(verb, group, resource, name.Value);
                    var granted = name.IsKnown ? request.GrantedBy(rule.Rule) : Fact.Unknown<string>(name.Origin);
                    var match = new RoleMatch(granted.IsKnown ? least : Truth.Maybe, definition, rule, granted, granted.IsKnown ? rule.Doubt : "what the rule says is not known");
                    yield return new Held(match.Truth, bond.Explain(match, request, doubt), name.Value);
                }
            }
        }
    }

    private static string Doubt(Bond bond) => $"whether {bond.Binding.Kind} '{bond.Binding.Name}' is bound to this identity is not known";
}
