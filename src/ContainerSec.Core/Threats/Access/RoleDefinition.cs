namespace ContainerSec.Threats;

/// <summary>A role as it is defined once, with all the rules that it has in the end.</summary>
/// <param name="Role">The role.</param>
/// <param name="Rules">Its rules, certain ones and possible ones.</param>
/// <param name="Gap">Why it may have more; null when it has not.</param>
internal sealed record RoleDefinition(RbacRole Role, IReadOnlyList<RoleRule> Rules, string? Gap)
{
    /// <summary>Whether the role grants a request, and by which rule.</summary>
    public RoleMatch Match(AccessRequest request)
    {
        var best = Gap is null ? default : new RoleMatch(Truth.Maybe, this, null, default, Gap);
        foreach (var rule in Rules)
        {
            var granted = request.GrantedBy(rule.Rule);
            if (granted.IsUnset)
                continue;
            var match = new RoleMatch(granted.IsKnown ? rule.Truth : Truth.Maybe, this, rule, granted, granted.IsKnown ? rule.Doubt : "what the rule says is not known");
            if (match.Truth == Truth.Yes)
                return match;
            if (best.Rule is null)
                best = match;
        }

        return best;
    }
}
