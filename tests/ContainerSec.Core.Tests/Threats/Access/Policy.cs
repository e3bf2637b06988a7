using CsCheck;

namespace ContainerSec.Tests.Threats.Access;

/// <summary>A small policy for the oracle: texts, of which <c>?</c> is one that cannot be computed. A namespace that is null is not written.</summary>
internal sealed record Policy(IReadOnlyList<Policy.Role> Roles, IReadOnlyList<Policy.Binding> Bindings)
{
    /// <summary>One rule; names are no limit when there are none.</summary>
    public sealed record Rule(string[] Groups, string[] Resources, string[] Verbs, string[] Names);

    /// <summary>A role. One with a selector is aggregated and has no rules of its own.</summary>
    public sealed record Role(bool IsClusterWide, string? Namespace, string Name, string? Label, string? Selector, Rule[] Rules);

    /// <summary>A subject.</summary>
    public sealed record Subject(string Kind, string Name, string? Namespace);

    /// <summary>A binding.</summary>
    public sealed record Binding(bool IsClusterWide, string? Namespace, string RoleKind, string RoleName, Subject[] Subjects);

    /// <summary>Policies; without unknowns when everything is to be known, and each role defined once.</summary>
    public static Gen<Policy> Any(bool isKnown)
    {
        // An unknown now and then; each doubles the worlds and more.
        Gen<string> Text(params string[] texts) => isKnown
            ? Of(texts)
            : Gen.Frequency((24, Of(texts)), (1, Of("?")));
        var home = isKnown ? Of<string?>("a", "b") : Gen.Frequency((6, Of<string?>("a", "b")), (1, Of<string?>([null])), (1, Of<string?>("?")));
        var rule = Gen.Select(
            Text("", "apps", "*").Array[1, 2], Text("pods", "pods/exec", "*", "*/exec", "pods/*").Array[1, 2], Text("get", "create", "list", "*").Array[1, 2],
            Gen.Frequency((2, Gen.Int[0, 0].Select(static _ => Array.Empty<string>())), (1, Text("x", "y").Array[1, 2])),
            static (groups, resources, verbs, names) => new Rule(groups, resources, verbs, names));
        var role = Gen.Select(Gen.Bool, home, Of("r", "s"), Of<string?>(null, "1", "2"), Gen.Frequency((3, Of<string?>([null])), (1, Of<string?>("1", "2"))), rule.Array[0, 2],
            static (wide, home, name, label, selector, rules) => wide
                ? new Role(true, null, name, label, selector, selector is null ? rules : [])
                : new Role(false, home, name, null, null, rules));
        var subject = Gen.Select(Of("User", "Group", "ServiceAccount"), Of("u", "g", "system:serviceaccounts:a", "system:serviceaccount:b:t"), Of("s", "t"), Gen.Frequency((3, home), (1, Of<string?>([null]))),
            static (kind, name, account, home) => kind == "ServiceAccount" ? new Subject(kind, account, home) : new Subject(kind, name, null));
        var binding = Gen.Select(Gen.Bool, home, Gen.Bool, Text("r", "s", "s"), subject.Array[1, 2],
            static (wide, home, toCluster, role, subjects) => wide
                ? new Binding(true, null, "ClusterRole", role, subjects)
                : new Binding(false, home, toCluster ? "ClusterRole" : "Role", role, subjects));
        return Gen.Select(role.Array[1, 4], binding.Array[1, 3], (roles, bindings) => new Policy(
            isKnown ? [.. roles.DistinctBy(static r => (r.IsClusterWide, r.Namespace, r.Name))] : roles, bindings));
    }

    /// <summary>The policy as manifests are read.</summary>
    public Deployment ToDeployment() => new() { Objects = [.. Roles.Select(ToRole), .. Bindings.Select(static (binding, i) => ToBinding(binding, $"b{i}"))] };

    public static Fact<string> ToFact(string? text) => text switch { null => default, "?" => Fact.Unknown<string>(), _ => Fact.Known(text) };

    public override string ToString() => string.Join("\n", Roles.Select(static r => $"{r.Name} wide={r.IsClusterWide} ns={r.Namespace ?? "-"} label={r.Label} selector={r.Selector}: " +
        string.Join(" | ", r.Rules.Select(static rule => $"[{string.Join(',', rule.Groups)}] [{string.Join(',', rule.Resources)}] [{string.Join(',', rule.Verbs)}] [{string.Join(',', rule.Names)}]"))))
        + "\n" + string.Join("\n", Bindings.Select(static b => $"wide={b.IsClusterWide} ns={b.Namespace ?? "-"} {b.RoleKind} {b.RoleName}: " + string.Join(" | ", b.Subjects.Select(static s => $"{s.Kind} {s.Namespace ?? "-"}/{s.Name}"))));

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static RbacRole ToRole(Role role) => new()
    {
        Kind = role.IsClusterWide ? "ClusterRole" : "Role",
        Name = role.Name,
        Namespace = ToFact(role.Namespace),
        Labels = role.Label is null ? FactList<Label>.Unset : new FactList<Label>([Fact.Known(new Label("sum", role.Label))]),
        IsAggregated = role.Selector is not null,
        AggregatedFrom = role.Selector is null ? FactList<LabelSelector>.Unset : new FactList<LabelSelector>([Fact.Known(new LabelSelector { MatchLabels = [new Label("sum", role.Selector)] })]),
        Rules = [.. role.Rules.Select(static rule => new RbacRule { ApiGroups = ToList(rule.Groups), Resources = ToList(rule.Resources), Verbs = ToList(rule.Verbs), ResourceNames = ToList(rule.Names) })],
    };

    private static RbacBinding ToBinding(Binding binding, string name) => new()
    {
        Kind = binding.IsClusterWide ? "ClusterRoleBinding" : "RoleBinding",
        Name = name,
        Namespace = ToFact(binding.Namespace),
        RoleKind = Fact.Known(binding.RoleKind),
        RoleName = ToFact(binding.RoleName),
        Subjects = new FactList<RbacSubject>([.. binding.Subjects.Select(static s => Fact.Known(new RbacSubject(s.Kind, s.Name, s.Namespace == "?" ? null : s.Namespace) { IsNamespaceUnknown = s.Namespace == "?" }))]),
    };

    private static FactList<string> ToList(string[] texts) => new([.. texts.Select(static text => ToFact(text))]);
}
