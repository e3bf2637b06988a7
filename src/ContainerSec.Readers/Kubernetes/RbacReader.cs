namespace ContainerSec.Readers.Kubernetes;

/// <summary>Reads roles and bindings.</summary>
internal static class RbacReader
{
    public static RbacRole Role(ApiFields role) => new()
    {
        Rules = [.. role.Objects("rules").Select(static rule => Rule(rule))],
        IsAggregated = role.Has("aggregationRule"),
    };

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
        var (kind, name) = (subject.Text("kind"), subject.Text("name"));
        return kind.IsKnown && name.IsKnown
            ? Fact.Known(new RbacSubject(kind.Value, name.Value, subject.Text("namespace").Value), name.Origin)
            : Fact.Unknown<RbacSubject>(name.Origin ?? kind.Origin ?? subject.Head);
    }
}
