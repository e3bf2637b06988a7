namespace ContainerSec.Threats;

/// <summary>The role that bindings name: its definition, or several where files contradict each other, or none.</summary>
/// <param name="Description">As messages name it: <c>ClusterRole 'view'</c>.</param>
/// <param name="Definitions">Its definitions.</param>
/// <param name="Doubt">Why it may be another role, or have rules that are not here; null when neither can be.</param>
internal sealed record BoundRole(string Description, IReadOnlyList<RoleDefinition> Definitions, string? Doubt = null)
{
    private int _leadsOn;

    /// <summary>Whether the role may lead to more than it says, alone or with others. Most roles do not, and what every account holds does not.</summary>
    public bool LeadsOn
    {
        get
        {
            // Threads that come here at once find the same.
            if (_leadsOn == 0)
                _leadsOn = Doubt is not null || Definitions.Any(static definition => definition.Gap is not null || definition.Rules.Any(static rule => HarmlessRules.IsNone(rule.Rule))) ? 1 : -1;
            return _leadsOn > 0;
        }
    }

    /// <summary>Whether the role grants a request; of contradicting definitions all must.</summary>
    public RoleMatch Match(AccessRequest request)
    {
        if (Definitions.Count == 0)
            return Doubt is null ? default : new RoleMatch(Truth.Maybe, null, null, default, Doubt);
        var best = default(RoleMatch);
        var all = Truth.Yes;
        foreach (var definition in Definitions)
        {
            var match = definition.Match(request);
            all = match.Truth < all ? match.Truth : all;
            if (match.Truth > best.Truth)
                best = match;
        }

        if (best.Truth == Truth.Yes && all != Truth.Yes)
            best = best with { Truth = Truth.Maybe, Doubt = $"{Description} is defined {Definitions.Count} times, and not always with this right" };
        if (Doubt is null)
            return best;
        // It may as well be a role of that name that is not here.
        return best.Truth == Truth.No ? new RoleMatch(Truth.Maybe, null, null, default, Doubt) : best with { Truth = Truth.Maybe, Doubt = Doubt };
    }

    /// <summary>The rules of all its definitions, as certain as they are.</summary>
    public IEnumerable<(RoleDefinition Definition, RoleRule Rule)> Rules()
    {
        var doubt = Doubt ?? (Definitions.Count > 1 ? $"{Description} is defined {Definitions.Count} times" : null);
        foreach (var definition in Definitions)
        {
            foreach (var rule in definition.Rules)
                yield return (definition, doubt is null ? rule : rule with { Truth = Truth.Maybe, Doubt = rule.Doubt ?? doubt });
        }
    }
}
