namespace ContainerSec.Access;

/// <summary>Whether a rule of a role is about a request, as the API server's RBAC authorizer compares them.</summary>
/// <remarks>
/// Kubernetes documentation, "Using RBAC Authorization". Each answer is the item of the rule that fits, with its place; unknown when an item that cannot be
/// computed may fit; unset when none does. Comparison is exact: case counts, and a <c>*</c> stands for all only where it is said here.
/// </remarks>
internal static class RuleMatching
{
    /// <summary>The verb that fits: <c>*</c> or the very one.</summary>
    public static Fact<string> FindVerb(this RbacRule rule, string verb) => Find(rule.Verbs, static (item, wanted) => item == "*" || item == wanted, verb);

    /// <summary>The API group that fits: <c>*</c> or the very one.</summary>
    public static Fact<string> FindGroup(this RbacRule rule, string group) => Find(rule.ApiGroups, static (item, wanted) => item == "*" || item == wanted, group);

    /// <summary>The resource that fits.</summary>
    public static Fact<string> FindResource(this RbacRule rule, string resource) => Find(rule.Resources, static (item, wanted) => Covers(item, wanted), resource);

    /// <summary>The path that fits: <c>*</c>, the very one, or one that ends in a <c>*</c> and begins the path.</summary>
    public static Fact<string> FindPath(this RbacRule rule, string path) => Find(rule.NonResourceUrls, static (item, wanted) => CoversPath(item, wanted), path);

    /// <summary>The name that fits; null asks for no certain object, which a rule that is limited to names never grants.</summary>
    /// <remarks>Known without a value worth reading when the rule is not limited.</remarks>
    public static Fact<string> FindName(this RbacRule rule, string? name)
    {
        if (!rule.IsLimitedToNames())
            return Fact.Known("");
        return string.IsNullOrEmpty(name) ? default : Find(rule.ResourceNames, static (item, wanted) => item == wanted, name!);
    }

    /// <summary>Whether the rule grants nothing but objects of certain names; an empty list is no limit.</summary>
    public static bool IsLimitedToNames(this RbacRule rule) => rule.ResourceNames.Count > 0 || rule.ResourceNames.MayHaveMore;

    /// <summary>Whether a resource of a rule stands for another: <c>*</c> for all, <c>*/scale</c> for that subresource of all.</summary>
    /// <param name="item">The resource as the rule writes it.</param>
    /// <param name="resource">The resource that is asked for.</param>
    public static bool Covers(string item, string resource)
    {
        if (item == "*" || item == resource)
            return true;
        return item.Length > 2 && item[0] == '*' && item[1] == '/' && resource.IndexOf('/') is var slash and > 0
            && resource.Length - slash == item.Length - 1 && string.CompareOrdinal(item, 1, resource, slash, item.Length - 1) == 0;
    }

    private static bool CoversPath(string item, string path) =>
        item == path || (item.EndsWith("*", StringComparison.Ordinal) && path.StartsWith(item.TrimEnd('*'), StringComparison.Ordinal));

    private static Fact<string> Find(FactList<string> list, Func<string, string, bool> fits, string wanted)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var item = list[i];
            if (item.IsKnown && fits(item.Value, wanted))
                return item.Origin is null ? Fact.Known(item.Value, list.Origin) : item;
        }

        return list.HasUnknown ? Fact.Unknown<string>(list.Origin) : default;
    }
}
