namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads roles and bindings.</summary>
internal static class RbacReader
{
    public static RbacRole Role(ApiFields role)
    {
        var rules = role.List("rules", static rule => Fact.Known(Rule(rule), rule.Head));
        return new RbacRole
        {
            Rules = [.. rules.Select(static rule => rule.Value!)],
            MayHaveMoreRules = rules.HasUnknown,
            IsAggregated = role.Has("aggregationRule"),
            AggregatedFrom = AggregatedFrom(role),
        };
    }

    public static RbacBinding Binding(ApiFields binding)
    {
        var role = binding.Object("roleRef");
        return new RbacBinding
        {
            RoleKind = role.Text("kind"),
            RoleName = role.Text("name"),
            Subjects = binding.List("subjects", static subject => Subject(subject)),
        };
    }

    private static FactList<LabelSelector> AggregatedFrom(ApiFields role)
    {
        var aggregation = role.Object("aggregationRule");
        return aggregation.IsHidden
            ? FactList<LabelSelector>.Unknown(aggregation.Origin)
            : aggregation.List("clusterRoleSelectors", static selector => SelectorReader.Read(selector));
    }

    private static RbacRule Rule(ApiFields rule) => new()
    {
        ApiGroups = rule.Texts("apiGroups"),
        Resources = rule.Texts("resources"),
        ResourceNames = rule.Texts("resourceNames"),
        Verbs = rule.Texts("verbs"),
        NonResourceUrls = rule.Texts("nonResourceURLs"),
        Origin = rule.Node("verbs")?.Origin ?? rule.Head,
    };

    private static Fact<RbacSubject> Subject(ApiFields subject)
    {
        var (kind, name, home) = (subject.Text("kind"), subject.Text("name"), subject.Text("namespace"));
        return kind.IsKnown && name.IsKnown
            ? Fact.Known(new RbacSubject(kind.Value, name.Value, home.Value) { IsNamespaceUnknown = home.IsUnknown }, name.Origin)
            : Fact.Unknown<RbacSubject>(name.Origin ?? kind.Origin ?? subject.Head);
    }
}
