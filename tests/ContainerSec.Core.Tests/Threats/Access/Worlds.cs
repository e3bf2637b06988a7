namespace ContainerSec.Tests.Threats.Access;

/// <summary>All that a policy with unknowns may turn out to be, over a few values: those that occur, and one that does not.</summary>
internal static class Worlds
{
    /// <summary>The most worlds that are looked at; a policy with more is left out.</summary>
    public const int Most = 1500;

    private static readonly string[] Namespaces = ["a", "b", "default"];

    /// <summary>The worlds of a policy, each with the namespace that it is applied to; null when there are too many.</summary>
    public static List<(Policy Policy, string Applied)>? Of(Policy policy)
    {
        var worlds = new List<(Policy, string)>();
        foreach (var (applied, template) in Namespaces.SelectMany(static applied => Namespaces.Select(template => (applied, template))))
        {
            // A template puts one namespace into roles and bindings.
            string? Place(string? home) => home switch { null => applied, "?" => template, _ => home };
            var placed = new Policy(
                [.. policy.Roles.Select(r => r.IsClusterWide ? r : r with { Namespace = Place(r.Namespace) })],
                [.. policy.Bindings.Select(b => b.IsClusterWide ? b : b with { Namespace = Place(b.Namespace) })]);
            var open = new Stack<Policy>([placed]);
            while (open.TryPop(out var next))
            {
                if (worlds.Count + open.Count > Most)
                    return null;
                if (Split(next) is { } split)
                {
                    foreach (var part in split)
                        open.Push(part);
                }
                else
                {
                    worlds.Add((next, applied));
                }
            }
        }

        return worlds;
    }

    // The first unknown, replaced by each value; null when there is none.
    private static IEnumerable<Policy>? Split(Policy policy)
    {
        for (var i = 0; i < policy.Roles.Count; i++)
        {
            var role = policy.Roles[i];
            for (var j = 0; j < role.Rules.Length; j++)
            {
                if (Split(role.Rules[j]) is { } rules)
                {
                    var at = (Role: i, Rule: j);
                    return rules.Select(rule => WithRole(policy, at.Role, role with { Rules = [.. role.Rules[..at.Rule], rule, .. role.Rules[(at.Rule + 1)..]] }));
                }
            }

            // Of two definitions of one role the one that is applied last counts.
            for (var j = i + 1; j < policy.Roles.Count; j++)
            {
                var other = policy.Roles[j];
                if ((role.IsClusterWide, role.Name, role.Namespace) == (other.IsClusterWide, other.Name, other.Namespace))
                    return [Without(policy, i), Without(policy, j)];
            }
        }

        for (var i = 0; i < policy.Bindings.Count; i++)
        {
            var (binding, at) = (policy.Bindings[i], i);
            if (binding.RoleName == "?")
                return ((string[])["r", "s"]).Select(role => WithBinding(policy, at, binding with { RoleName = role }));
            var subject = Array.FindIndex(binding.Subjects, static s => s.Namespace == "?");
            if (subject >= 0)
                return Namespaces.Select(home => WithBinding(policy, at, binding with { Subjects = [.. binding.Subjects[..subject], binding.Subjects[subject] with { Namespace = home }, .. binding.Subjects[(subject + 1)..]] }));
            // A role that is not there may stand elsewhere, and grant anything.
            if (!policy.Roles.Any(r => r.Name == binding.RoleName && r.IsClusterWide == (binding.RoleKind == "ClusterRole") && (r.IsClusterWide || r.Namespace == binding.Namespace)))
            {
                return ((Policy.Rule[][])[[], [new Policy.Rule(["*"], ["*"], ["*"], [])]]).Select(rules => policy with
                {
                    Roles = [.. policy.Roles, new Policy.Role(binding.RoleKind == "ClusterRole", binding.Namespace, binding.RoleName, null, null, rules)],
                });
            }
        }

        return null;
    }

    private static IEnumerable<Policy.Rule>? Split(Policy.Rule rule) =>
        Split(rule.Groups, ["", "apps", "none"]) is { } groups ? groups.Select(g => rule with { Groups = g })
        : Split(rule.Resources, ["pods", "pods/exec", "none"]) is { } resources ? resources.Select(r => rule with { Resources = r })
        : Split(rule.Verbs, ["get", "create", "none"]) is { } verbs ? verbs.Select(v => rule with { Verbs = v })
        : Split(rule.Names, ["x", "y"])?.Select(n => rule with { Names = n });

    private static IEnumerable<string[]>? Split(string[] texts, string[] values)
    {
        var at = Array.IndexOf(texts, "?");
        return at < 0 ? null : values.Select(value => (string[])[.. texts[..at], value, .. texts[(at + 1)..]]);
    }

    private static Policy WithRole(Policy policy, int at, Policy.Role role) => policy with { Roles = [.. policy.Roles.Take(at), role, .. policy.Roles.Skip(at + 1)] };

    private static Policy Without(Policy policy, int at) => policy with { Roles = [.. policy.Roles.Take(at), .. policy.Roles.Skip(at + 1)] };

    private static Policy WithBinding(Policy policy, int at, Policy.Binding binding) => policy with { Bindings = [.. policy.Bindings.Take(at), binding, .. policy.Bindings.Skip(at + 1)] };
}
