namespace ContainerSec.Tests.Threats.Access;

/// <summary>The algorithm of the documentation word for word, over a policy in which everything is known: slow, without indexes, without a third value.</summary>
internal static class LiteralAuthorizer
{
    /// <summary>Whether a user with these groups may do it.</summary>
    public static bool IsAllowed(Policy policy, string user, string[] groups, string verb, string group, string resource, string? home, string? name)
    {
        foreach (var binding in policy.Bindings)
        {
            if (!binding.IsClusterWide && (home is null || binding.Namespace != home))
                continue;
            if (!binding.Subjects.Any(subject => IsMeant(subject, binding, user, groups)))
                continue;
            var role = policy.Roles.FirstOrDefault(role =>
                role.Name == binding.RoleName && role.IsClusterWide == (binding.RoleKind == "ClusterRole") && (role.IsClusterWide || role.Namespace == binding.Namespace));
            if (role is not null && RulesOf(role, policy, 8).Any(rule => Grants(rule, verb, group, resource, name)))
                return true;
        }

        return false;
    }

    private static bool IsMeant(Policy.Subject subject, Policy.Binding binding, string user, string[] groups) => subject.Kind switch
    {
        "User" => subject.Name == user,
        "Group" => groups.Contains(subject.Name),
        _ => (subject.Namespace ?? binding.Namespace) is { } home && user == $"system:serviceaccount:{home}:{subject.Name}",
    };

    // The controller writes the rules of the others into an aggregated role, again and again until nothing changes.
    private static IEnumerable<Policy.Rule> RulesOf(Policy.Role role, Policy policy, int rounds)
    {
        if (role.Selector is null)
            return role.Rules;
        return rounds == 0 ? [] : policy.Roles.Where(other => other.IsClusterWide && other.Name != role.Name && other.Label == role.Selector).SelectMany(other => RulesOf(other, policy, rounds - 1));
    }

    private static bool Grants(Policy.Rule rule, string verb, string group, string resource, string? name)
    {
        // A new object and a collection have no name in the request.
        if (verb is "create" or "deletecollection" && !resource.Contains('/', StringComparison.Ordinal))
            name = null;
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return (rule.Verbs.Contains("*") || rule.Verbs.Contains(verb))
            && (rule.Groups.Contains("*") || rule.Groups.Contains(group))
            && (rule.Resources.Contains("*") || rule.Resources.Contains(resource) || (slash >= 0 && rule.Resources.Contains("*" + resource[slash..])))
            && (rule.Names.Length == 0 || (name is not null && rule.Names.Contains(name)));
    }
}
