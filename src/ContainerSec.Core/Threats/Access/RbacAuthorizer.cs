using ContainerSec.Access;

namespace ContainerSec.Threats;

/// <summary>Answers who can do what in a cluster, from its roles and bindings, as the API server's RBAC authorizer would; and who can get to more from there.</summary>
/// <remarks>
/// <para>Kubernetes documentation, "Using RBAC Authorization": rights only add up, so that an answer is no when no binding among the manifests gives the right.
/// Roles and bindings that every cluster has count with them. A namespace, name, verb or label that cannot be computed, a role that is not among the manifests
/// and definitions that contradict each other make an answer <see cref="Truth.Maybe"/>, with the fact that would decide.</para>
/// <para>It is built once from all manifests and then only read: threads may share it.</para>
/// </remarks>
public sealed class RbacAuthorizer
{
    private const int MostDoubts = 8;

    private readonly Deployment _deployment;
    private readonly ClusterAccess _accounts;
    private readonly RoleSet _roles;
    private readonly BindingIndex _bindings;
    private readonly ClusterObjects _objects;

    private RbacAuthorizer(Deployment deployment)
    {
        _deployment = deployment;
        _accounts = new ClusterAccess(deployment);
        _roles = new RoleSet(deployment.Objects.OfType<RbacRole>());
        _bindings = new BindingIndex(deployment.Objects.OfType<RbacBinding>().Concat(BuiltInRoles.Bindings), _roles);
        _objects = new ClusterObjects(deployment);
        Identities = [.. _bindings.Subjects.Select(static subject => subject.Identity).Concat(OtherAccounts()).Distinct()];
    }

    /// <summary>Reads the roles, bindings, service accounts, namespaces and pods of a deployment.</summary>
    /// <param name="deployment">All manifests of a cluster, as far as they are there.</param>
    public static RbacAuthorizer From(Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return new RbacAuthorizer(deployment);
    }

    /// <summary>Who is named by a binding, as a pod's account, or as an account: each once.</summary>
    public IReadOnlyList<ClusterIdentity> Identities { get; }

    /// <summary>What is wrong with the roles: cluster roles that are aggregated in a circle.</summary>
    public IReadOnlyList<Evidence> Problems => _roles.Problems;

    /// <summary>Whether an identity may send a request for a resource.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="verb">The verb: <c>get</c>, <c>create</c>, <c>impersonate</c>.</param>
    /// <param name="apiGroup">The API group; the empty text is the core group.</param>
    /// <param name="resource">The resource, with its subresource behind a slash: <c>pods/exec</c>.</param>
    /// <param name="namespace">The namespace of the request; null means in all namespaces at once, or a resource that belongs to none.</param>
    /// <param name="name">The object; null means any, which a rule that is limited to names does not grant. Of a list or watch it is the name that its field selector asks for.</param>
    /// <returns>Yes with the binding, the role and the rule; no; or maybe, with what would decide.</returns>
    public Ruling CanAccess(ClusterIdentity identity, string verb, string apiGroup, string resource, string? @namespace = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentException.ThrowIfNullOrEmpty(verb);
        ArgumentNullException.ThrowIfNull(apiGroup);
        ArgumentException.ThrowIfNullOrEmpty(resource);
        var request = AccessRequest.ForResource(verb, apiGroup, resource, name);
        return Authorize(identity, request, request.Scope(@namespace));
    }

    /// <summary>Whether an identity may send a request for a path that is no resource: <c>/metrics</c>.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="verb">The verb, which is the HTTP method in lower case.</param>
    /// <param name="path">The path.</param>
    /// <returns>Yes with the binding, the role and the rule; no; or maybe, with what would decide.</returns>
    public Ruling CanAccessPath(ClusterIdentity identity, string verb, string path)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentException.ThrowIfNullOrEmpty(verb);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Authorize(identity, new AccessRequest(verb, "", path, null, IsPath: true), scope: null);
    }

    /// <summary>Who may send a request for a resource, certainly or possibly; certain ones first, otherwise in the order of <see cref="Identities"/>.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="apiGroup">The API group; the empty text is the core group.</param>
    /// <param name="resource">The resource, with its subresource behind a slash.</param>
    /// <param name="namespace">The namespace of the request; null means in all namespaces at once, or a resource that belongs to none.</param>
    /// <param name="name">The object; null means any.</param>
    /// <returns>Subjects of bindings. Who is a member of one of the groups may do it too and is not named for it.</returns>
    public IReadOnlyList<Grantee> WhoCan(string verb, string apiGroup, string resource, string? @namespace = null, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(verb);
        ArgumentNullException.ThrowIfNull(apiGroup);
        ArgumentException.ThrowIfNullOrEmpty(resource);
        var request = AccessRequest.ForResource(verb, apiGroup, resource, name);
        NamespaceName? scope = request.Scope(@namespace) is { } home ? NamespaceName.Of(home) : null;
        var grantees = new List<Grantee>();
        foreach (var (identity, bonds) in _bindings.Subjects)
        {
            var answer = new Answer(request);
            if (identity.Groups.Contains(SystemMasters))
                answer.Take(Masters());
            else
                answer.Add(bonds.In(scope), identity.Kind == ClusterIdentityKind.ServiceAccount ? identity.Home.Is(identity.Home) : Truth.Yes);
            if (answer.Ruling is { IsNo: false } ruling)
                grantees.Add(new Grantee(identity, ruling));
        }

        return [.. grantees.OrderByDescending(static grantee => grantee.Ruling.Truth)];
    }

    /// <summary>All rules that an identity holds, certainly or possibly.</summary>
    /// <param name="identity">The identity.</param>
    public IReadOnlyList<GrantedRule> PermissionsOf(ClusterIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var granted = new List<GrantedRule>();
        foreach (var (bonds, truth) in _bindings.Of(identity))
        {
            foreach (var bond in bonds.All)
            {
                foreach (var (definition, rule) in bond.Role.Rules())
                {
                    var least = truth < rule.Truth ? truth : rule.Truth;
                    granted.Add(new GrantedRule(rule.Rule, rule.Role, bond.Binding, least, [.. bond.Chain(definition, rule, truth == Truth.Yes ? rule.Doubt : Answer.SubjectDoubt)]));
                }
            }
        }

        return granted;
    }

    /// <summary>What an identity gets to from its rights, step by step; what one step reaches, a further call asks about.</summary>
    /// <param name="identity">The identity.</param>
    /// <returns>
    /// Cluster-wide steps first, then those in single namespaces. The same step stands there once for each set of bindings that gives it, so that who takes a binding
    /// away sees what is left.
    /// </returns>
    public IReadOnlyList<Escalation> EscalationsOf(ClusterIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return new EscalationSearch(identity, _bindings, _objects).Run();
    }

    /// <summary>Who a pod is: the account that it names, or <c>default</c>, and whether a token of it is mounted, as the pod says it or else its account.</summary>
    /// <param name="pod">The pod.</param>
    public PodIdentity IdentityOf(Pod pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        var name = ClusterAccess.AccountOf(pod);
        var account = name.Value is { Length: > 0 } known ? ClusterIdentity.ServiceAccount(NamespaceName.Of(pod.Namespace), known) : null;
        return new PodIdentity(account, HoldsToken(pod, name));
    }

    internal const string SystemMasters = "system:masters";

    internal static Ruling Masters() => Ruling.Yes(new Evidence($"group '{SystemMasters}' may do everything; no role or binding takes that away", BuiltInRoles.Origin));

    private Ruling Authorize(ClusterIdentity identity, AccessRequest request, string? scope)
    {
        if (identity.Groups.Contains(SystemMasters))
            return Masters();
        NamespaceName? home = scope is null ? null : NamespaceName.Of(scope);
        var answer = new Answer(request);
        foreach (var (bonds, truth) in _bindings.Of(identity))
        {
            if (answer.Add(bonds.In(home), truth))
                return answer.Ruling;
        }

        if (answer.Ruling is { IsNo: false } possible)
            return possible;
        if (identity.Groups.Contains("system:nodes"))
            return Ruling.Maybe(new Evidence("what kubelets may do is decided by the Node authorizer, which goes by the pods of the node", BuiltInRoles.Origin));
        var reason = new Evidence($"no binding among the manifests grants {request} to {identity}{(scope is null ? "" : $" in namespace '{scope}'")}");
        return _deployment.IsPartial ? Ruling.Maybe(reason with { Text = reason.Text + ", and there may be others" }) : Ruling.No(reason);
    }

    private Ruling HoldsToken(Pod pod, Fact<string> name)
    {
        var mounted = _accounts.MountsToken(pod);
        if (mounted.IsKnown)
        {
            var stated = new Evidence(mounted.Value ? "mounts the token of its service account" : "mounts no token of its service account", mounted.Origin);
            if (mounted.Value)
                return Ruling.Yes(stated);
            foreach (var volume in pod.Volumes)
            {
                if (!volume.IsKnown || volume.Value.Type == "projected")
                    return Ruling.Maybe(stated, new Evidence(volume.IsKnown ? $"the projected volume '{volume.Value.Name}' may hold one" : "a volume that is not known may hold one", volume.Origin));
            }

            return Ruling.No(stated);
        }

        if (mounted.IsUnknown)
            return Ruling.Maybe(new Evidence("whether it mounts the token of its service account is not known", mounted.Origin));
        if (name.Is("default") || _accounts.Find(pod) is not null)
            return Ruling.Yes(new Evidence("mounts the token of its service account, which is the default", BuiltInRoles.Origin));
        return Ruling.Maybe(new Evidence(
            name.IsKnown ? $"service account '{name.Value}' is not among the manifests; it may say that its token is not mounted" : "which service account it runs as is not known", name.Origin ?? pod.Origin));
    }

    private IEnumerable<ClusterIdentity> OtherAccounts()
    {
        foreach (var account in _deployment.Objects.OfType<ServiceAccount>())
        {
            if (account.Name.Length > 0)
                yield return ClusterIdentity.ServiceAccount(NamespaceName.Of(account.Namespace), account.Name);
        }

        foreach (var pod in _deployment.Pods)
        {
            if (ClusterAccess.AccountOf(pod).Value is { Length: > 0 } name)
                yield return ClusterIdentity.ServiceAccount(NamespaceName.Of(pod.Namespace), name);
        }
    }

    /// <summary>Gathers what bindings say to a request: the first yes, or the doubts.</summary>
    private sealed class Answer(AccessRequest request)
    {
        public const string SubjectDoubt = "whether it is bound to this identity is not known";

        private List<Evidence>? _doubts;
        private Ruling? _yes;

        public Ruling Ruling => _yes ?? (_doubts is null ? Ruling.No() : Ruling.Maybe([.. _doubts]));

        public void Take(Ruling yes) => _yes = yes;

        /// <summary>Whether the answer is yes now.</summary>
        public bool Add(IEnumerable<(Bond Bond, Truth Truth)> bonds, Truth subject)
        {
            foreach (var (bond, place) in bonds)
            {
                if (place == Truth.No || subject == Truth.No)
                    continue;
                var match = bond.Role.Match(request);
                if (match.Truth == Truth.No)
                    continue;
                var doubt = subject != Truth.Yes ? SubjectDoubt : place != Truth.Yes ? $"the namespace of {bond.Binding.Kind} '{bond.Binding.Name}' is not written" : null;
                if (doubt is null && match.Truth == Truth.Yes)
                {
                    _yes = Ruling.Yes(bond.Explain(match, request, null));
                    return true;
                }

                if ((_doubts ??= []).Count < MostDoubts)
                    _doubts.AddRange(bond.Explain(match, request, doubt));
            }

            return false;
        }
    }
}
