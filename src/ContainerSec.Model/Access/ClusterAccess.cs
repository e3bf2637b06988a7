#if NETSTANDARD2_0
using ContainerSec.Polyfills;
#endif

namespace ContainerSec.Access;

/// <summary>Who is who in a set of manifests: service accounts, the bindings that name them, and the roles that those bind.</summary>
/// <remarks>Without a namespace an object lands in the one that it is applied to, which is <c>default</c> unless somebody says otherwise.</remarks>
internal sealed class ClusterAccess
{
    private readonly Dictionary<(string Namespace, string Name), ServiceAccount> _accounts = [];
    private readonly Dictionary<(string Kind, string Namespace, string Name), RbacRole> _roles = [];
    private readonly Dictionary<(string Namespace, string Name), List<RbacBinding>> _bindings = [];

    /// <summary>Sorts the objects of a deployment.</summary>
    /// <param name="deployment">What belongs together.</param>
    public ClusterAccess(Deployment deployment)
    {
        foreach (var item in deployment.Objects)
        {
            if (item is ServiceAccount account)
                _accounts.TryAdd((NamespaceOf(account.Namespace), account.Name), account);
            else if (item is RbacRole role)
                _roles.TryAdd((role.Kind, role.IsClusterWide ? "" : NamespaceOf(role.Namespace), role.Name), role);
            else if (item is RbacBinding binding)
                Add(binding);
        }
    }

    /// <summary>The account that a pod runs as: what it says, or <c>default</c>; unset when a pod that is partial does not say.</summary>
    /// <param name="pod">The pod.</param>
    public static Fact<string> AccountOf(Pod pod)
    {
        var said = pod.Identity.ServiceAccount.Or(pod.Identity.DeprecatedServiceAccount);
        if (said.IsUnset && pod.IsPartial)
            return said;
        return said.IsUnset || said.Is("") ? Fact.Known("default", said.Origin) : said;
    }

    /// <summary>The definition of a pod's account; null when it is not in the set.</summary>
    /// <param name="pod">The pod.</param>
    public ServiceAccount? Find(Pod pod) =>
        AccountOf(pod).Value is { } name ? _accounts.GetValueOrDefault((NamespaceOf(pod.Namespace), name)) : null;

    /// <summary>Whether the account's token is mounted, as the pod says it or else its account; unset when neither does.</summary>
    /// <param name="pod">The pod.</param>
    public Fact<bool> MountsToken(Pod pod)
    {
        if (!pod.Identity.AutomountToken.IsUnset)
            return pod.Identity.AutomountToken;
        return Find(pod)?.AutomountToken ?? default;
    }

    /// <summary>Bindings that name a pod's account; those that name a group of all accounts are not among them.</summary>
    /// <param name="pod">The pod.</param>
    public IReadOnlyList<RbacBinding> BindingsOf(Pod pod) =>
        AccountOf(pod).Value is { } name && _bindings.TryGetValue((NamespaceOf(pod.Namespace), name), out var bindings) ? bindings : [];

    /// <summary>The role that a binding binds; null when it is not in the set.</summary>
    /// <param name="binding">The binding.</param>
    public RbacRole? RoleOf(RbacBinding binding)
    {
        if (binding is not { RoleKind.Value: { } kind, RoleName.Value: { } name })
            return null;
        return _roles.GetValueOrDefault((kind, kind == "ClusterRole" ? "" : NamespaceOf(binding.Namespace), name));
    }

    private static string NamespaceOf(Fact<string> written) => written.IsKnown && written.Value.Length > 0 ? written.Value : written.IsUnknown ? "?" : "default";

    private void Add(RbacBinding binding)
    {
        foreach (var subject in binding.Subjects)
        {
            if (subject is not { IsKnown: true, Value.Kind: "ServiceAccount" })
                continue;
            var key = (subject.Value.Namespace is { Length: > 0 } name ? name : NamespaceOf(binding.Namespace), subject.Value.Name);
            if (!_bindings.TryGetValue(key, out var bindings))
                _bindings.Add(key, bindings = []);
            bindings.Add(binding);
        }
    }
}
