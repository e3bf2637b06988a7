namespace ContainerSec.Access;

/// <summary>Something that a role may grant: verbs on a resource.</summary>
/// <param name="ApiGroup">The resource's API group; the empty text is the core group.</param>
/// <param name="Resource">The resource, with its subresource behind a slash: <c>pods/exec</c>.</param>
/// <param name="Verbs">Verbs of which one is enough.</param>
/// <remarks>
/// Kubernetes documentation, "Using RBAC Authorization". A <c>*</c> among the resources stands for every resource and subresource, <c>*/exec</c> for that
/// subresource of every resource; a <c>*</c> elsewhere in a resource, or among resource names, is an ordinary letter.
/// </remarks>
internal sealed record Permission(string ApiGroup, string Resource, params IReadOnlyList<string> Verbs)
{
    /// <summary>Names that are worth a finding where the rule is limited to names; a rule limited to others grants little.</summary>
    public IReadOnlyList<string> DangerousNames { get; init; } = [];

    /// <summary>Whether a rule that is limited to names is as bad as any: one node is a node too many.</summary>
    public bool EveryNameIsDangerous { get; init; }

    /// <summary>What a rule grants of it: known is the verb, with the place that grants it; unknown when that cannot be told; unset when it grants nothing.</summary>
    /// <param name="rule">The rule of a role.</param>
    public Fact<string> GrantedBy(RbacRule rule)
    {
        var group = rule.FindGroup(ApiGroup);
        var resource = rule.FindResource(Resource);
        var verb = FindVerb(rule);
        if (group.IsUnset || resource.IsUnset || verb.IsUnset)
            return default;
        if (group.IsKnown && resource.IsKnown && verb.IsKnown)
            return Limited(rule, verb.Value, Place(resource, verb));
        return Fact.Unknown<string>(new[] { group, resource, verb }.First(static fact => fact.IsUnknown).Origin ?? rule.Origin);
    }

    // A wildcard condemns itself at its own place, where a rule about wildcards speaks of it too.
    private static Provenance? Place(Fact<string> resource, Fact<string> verb) =>
        resource.Value != "*" && verb.Value == "*" ? verb.Origin : resource.Origin;

    private Fact<string> FindVerb(RbacRule rule)
    {
        Fact<string> unsure = default;
        foreach (var wanted in Verbs)
        {
            var found = rule.FindVerb(wanted);
            if (found.IsKnown)
                return found;
            unsure = unsure.Or(found);
        }

        return unsure;
    }

    // What is created has no name yet, so that a limit to names grants no creation at all.
    private Fact<string> Limited(RbacRule rule, string verb, Provenance? origin)
    {
        var granted = Fact.Known(verb, origin ?? rule.Origin);
        if (!rule.IsLimitedToNames() || EveryNameIsDangerous)
            return granted;
        if (DangerousNames.Count == 0 || Verbs is ["create"])
            return default;
        if (rule.ResourceNames.AnyKnown(DangerousNames.Contains))
            return granted;
        return rule.ResourceNames.HasUnknown ? Fact.Unknown<string>(rule.ResourceNames.Origin ?? rule.Origin) : default;
    }
}
