using ContainerSec.Access;

namespace ContainerSec.Threats;

/// <summary>A request to the API server as RBAC sees it: for a resource, or for a path that is none.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Group">The API group; the empty text is the core group.</param>
/// <param name="Resource">The resource, with its subresource behind a slash; the path of a request for none.</param>
/// <param name="Name">The object; null where the request names none, as when it creates or lists.</param>
/// <param name="IsPath">Whether it is for a path.</param>
internal readonly record struct AccessRequest(string Verb, string Group, string Resource, string? Name, bool IsPath = false)
{
    /// <summary>Resources of the API server's own groups that belong to no namespace.</summary>
    private static readonly HashSet<(string Group, string Resource)> ClusterScoped =
    [
        ("", "nodes"), ("", "persistentvolumes"), ("", "componentstatuses"), ("", "users"), ("", "groups"),
        ("rbac.authorization.k8s.io", "clusterroles"), ("rbac.authorization.k8s.io", "clusterrolebindings"),
        ("certificates.k8s.io", "certificatesigningrequests"), ("certificates.k8s.io", "signers"), ("certificates.k8s.io", "clustertrustbundles"),
        ("admissionregistration.k8s.io", "mutatingwebhookconfigurations"), ("admissionregistration.k8s.io", "validatingwebhookconfigurations"),
        ("admissionregistration.k8s.io", "validatingadmissionpolicies"), ("admissionregistration.k8s.io", "validatingadmissionpolicybindings"),
        ("admissionregistration.k8s.io", "mutatingadmissionpolicies"), ("admissionregistration.k8s.io", "mutatingadmissionpolicybindings"),
        ("apiextensions.k8s.io", "customresourcedefinitions"), ("apiregistration.k8s.io", "apiservices"),
        ("storage.k8s.io", "storageclasses"), ("storage.k8s.io", "volumeattachments"), ("storage.k8s.io", "csinodes"), ("storage.k8s.io", "csidrivers"),
        ("scheduling.k8s.io", "priorityclasses"), ("networking.k8s.io", "ingressclasses"), ("node.k8s.io", "runtimeclasses"),
        ("authentication.k8s.io", "tokenreviews"), ("authentication.k8s.io", "selfsubjectreviews"), ("authentication.k8s.io", "uids"), ("authentication.k8s.io", "userextras"),
        ("authorization.k8s.io", "subjectaccessreviews"), ("authorization.k8s.io", "selfsubjectaccessreviews"), ("authorization.k8s.io", "selfsubjectrulesreviews"),
        ("flowcontrol.apiserver.k8s.io", "flowschemas"), ("flowcontrol.apiserver.k8s.io", "prioritylevelconfigurations"),
    ];

    /// <summary>A request as the API server takes it: what is created or deleted as a collection has no name in the request, but the parent of a subresource has.</summary>
    public static AccessRequest ForResource(string verb, string group, string resource, string? name) =>
        new(verb, group, resource, verb == "deletecollection" || (verb == "create" && !resource.Contains('/', StringComparison.Ordinal)) ? null : name);

    /// <summary>The namespace that the request is in: the one that was asked for, none for what belongs to none, and for a namespace itself that one.</summary>
    /// <param name="asked">The namespace that was asked for.</param>
    public string? Scope(string? asked)
    {
        var slash = Resource.IndexOf('/', StringComparison.Ordinal);
        var resource = slash < 0 ? Resource : Resource[..slash];
        // To bind a cluster role in a namespace, the right to bind it there is enough.
        if (IsPath || (Verb != "bind" && ClusterScoped.Contains((Group, resource))))
            return null;
        return Group.Length == 0 && resource == "namespaces" ? Name : asked;
    }

    /// <summary>Whether a rule grants it: known with the verb and its place, unknown when that cannot be told, unset when it does not.</summary>
    public Fact<string> GrantedBy(RbacRule rule)
    {
        var verb = rule.FindVerb(Verb);
        if (verb.IsUnset)
            return default;
        if (IsPath)
            return Least(verb, rule.FindPath(Resource), Fact.Known(""), Fact.Known(""));
        var resource = rule.FindResource(Resource);
        return resource.IsUnset ? default : Least(verb, resource, rule.FindGroup(Group), rule.FindName(Name));
    }

    public override string ToString() => $"'{Verb}' on '{(Group.Length == 0 ? "" : Group + "/")}{Resource}'" + (Name is null ? "" : $" named '{Name}'");

    private static Fact<string> Least(Fact<string> verb, Fact<string> what, Fact<string> group, Fact<string> name)
    {
        if (what.IsUnset || group.IsUnset || name.IsUnset)
            return default;
        if (verb.IsKnown && what.IsKnown && group.IsKnown && name.IsKnown)
            return verb;
        return Fact.Unknown<string>(verb.IsUnknown ? verb.Origin : what.IsUnknown ? what.Origin : group.IsUnknown ? group.Origin : name.Origin);
    }
}
