namespace ContainerSec.Threats;

/// <summary>The cluster roles that every cluster has, with the bindings that come with them, as the API server makes them when it starts.</summary>
/// <remarks>
/// Kubernetes documentation, "Using RBAC Authorization", Default roles and role bindings; the rules are those of the API server's bootstrap policy
/// (kubernetes/kubernetes, plugin/pkg/auth/authorizer/rbac/bootstrappolicy); releases differ in little. Roles of the cluster's own controllers are not among them.
/// </remarks>
internal static class BuiltInRoles
{
    private const string ToAdmin = "rbac.authorization.k8s.io/aggregate-to-admin", ToEdit = "rbac.authorization.k8s.io/aggregate-to-edit", ToView = "rbac.authorization.k8s.io/aggregate-to-view";

    /// <summary>Who says so.</summary>
    public static Provenance Origin { get; } = new EngineDefaultProvenance("Kubernetes", "kubernetes.io: Using RBAC Authorization, Default roles and role bindings");

    // A role's name, then what it is put together from or into; below it its rules: API groups, resources, verbs, names. A "-" is the core group, a "/" begins a path.
    private const string Text = """
        cluster-admin
          * | * | *
          /* | *
        admin <ToAdmin
        edit <ToEdit >ToAdmin
        view <ToView >ToEdit
        system:aggregate-to-admin >ToAdmin
          authorization.k8s.io | localsubjectaccessreviews | create
          rbac.authorization.k8s.io | rolebindings roles | create delete deletecollection get list patch update watch
        system:aggregate-to-edit >ToEdit
          - | pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy | get list watch
          - | serviceaccounts | impersonate
          - | pods pods/attach pods/exec pods/portforward pods/proxy | create delete deletecollection patch update
          - | pods/eviction | create
          - | configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy | create delete deletecollection patch update
          - | serviceaccounts/token | create
          apps | daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale | create delete deletecollection patch update
          autoscaling | horizontalpodautoscalers | create delete deletecollection patch update
          batch | cronjobs jobs | create delete deletecollection patch update
          extensions | daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets replicasets/scale replicationcontrollers/scale | create delete deletecollection patch update
          policy | poddisruptionbudgets | create delete deletecollection patch update
          networking.k8s.io | ingresses networkpolicies | create delete deletecollection patch update
          coordination.k8s.io | leases | create delete deletecollection get list patch update watch
        system:aggregate-to-view >ToView
          - | configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status | get list watch
          - | bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status | get list watch
          - | namespaces | get list watch
          discovery.k8s.io | endpointslices | get list watch
          apps | controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status | get list watch
          autoscaling | horizontalpodautoscalers horizontalpodautoscalers/status | get list watch
          batch | cronjobs cronjobs/status jobs jobs/status | get list watch
          extensions | daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status networkpolicies replicasets replicasets/scale replicasets/status replicationcontrollers/scale | get list watch
          policy | poddisruptionbudgets poddisruptionbudgets/status | get list watch
          networking.k8s.io | ingresses ingresses/status networkpolicies | get list watch
        system:basic-user
          authorization.k8s.io | selfsubjectaccessreviews selfsubjectrulesreviews | create
          authentication.k8s.io | selfsubjectreviews | create
        system:discovery
          /api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/ | get
        system:public-info-viewer
          /healthz /livez /readyz /version /version/ | get
        system:monitoring
          /healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/* | get
        system:service-account-issuer-discovery
          /.well-known/openid-configuration /openid/v1/jwks | get
        system:auth-delegator
          authentication.k8s.io | tokenreviews | create
          authorization.k8s.io | subjectaccessreviews | create
        system:heapster
          - | events namespaces nodes pods | get list watch
          extensions | deployments | get list watch
        system:kube-aggregator
          - | endpoints services | get list watch
        system:kube-dns
          - | endpoints services | list watch
        system:kubelet-api-admin
          - | nodes | get list watch proxy
          - | nodes/log nodes/metrics nodes/proxy nodes/stats | *
        system:node-bootstrapper
          certificates.k8s.io | certificatesigningrequests | create get list watch
        system:node-problem-detector
          - | nodes | get
          - | nodes/status | patch
          - events.k8s.io | events | create patch update
        system:node-proxier
          - | endpoints services | list watch
          - | nodes | get list watch
          - events.k8s.io | events | create patch update
          discovery.k8s.io | endpointslices | list watch
        system:persistent-volume-provisioner
          - | persistentvolumes | create delete get list watch
          - | persistentvolumeclaims | get list update watch
          storage.k8s.io | storageclasses | get list watch
          - | events | watch
          - events.k8s.io | events | create patch update
        system:volume-scheduler
          - | persistentvolumes persistentvolumeclaims | get list patch update watch
          storage.k8s.io | storageclasses | get list watch
        system:kube-controller-manager
          - events.k8s.io | events | create patch update
          coordination.k8s.io | leases | create
          coordination.k8s.io | leases | get update | kube-controller-manager
          - | secrets serviceaccounts | create get update
          - | secrets | delete
          - | configmaps namespaces | get
          authentication.k8s.io | tokenreviews | create
          authorization.k8s.io | subjectaccessreviews | create
          * | * | list watch
          - | serviceaccounts/token | create
        system:kube-scheduler
          - events.k8s.io | events | create patch update
          coordination.k8s.io | leases | create
          coordination.k8s.io | leases | get update | kube-scheduler
          - | nodes replicationcontrollers services persistentvolumeclaims persistentvolumes namespaces | get list watch
          - | pods | delete get list watch
          - | bindings pods/binding | create
          - | pods/status | patch update
          apps extensions | replicasets | get list watch
          apps | statefulsets | get list watch
          policy | poddisruptionbudgets | get list watch
          authentication.k8s.io | tokenreviews | create
          authorization.k8s.io | subjectaccessreviews | create
          storage.k8s.io | csinodes csidrivers csistoragecapacities | get list watch
        system:certificates.k8s.io:certificatesigningrequests:nodeclient
          certificates.k8s.io | certificatesigningrequests/nodeclient | create
        system:certificates.k8s.io:certificatesigningrequests:selfnodeclient
          certificates.k8s.io | certificatesigningrequests/selfnodeclient | create
        system:certificates.k8s.io:kube-apiserver-client-approver
          certificates.k8s.io | signers | approve | kubernetes.io/kube-apiserver-client
        system:certificates.k8s.io:kube-apiserver-client-kubelet-approver
          certificates.k8s.io | signers | approve | kubernetes.io/kube-apiserver-client-kubelet
        system:certificates.k8s.io:kubelet-serving-approver
          certificates.k8s.io | signers | approve | kubernetes.io/kubelet-serving
        system:certificates.k8s.io:legacy-unknown-approver
          certificates.k8s.io | signers | approve | kubernetes.io/legacy-unknown
        """;

    /// <summary>The roles.</summary>
    public static IReadOnlyList<RbacRole> Roles { get; } = [.. Read()];

    /// <summary>The bindings; the cluster's own controllers and nodes are left out.</summary>
    public static IReadOnlyList<RbacBinding> Bindings { get; } =
    [
        Bind("cluster-admin", new RbacSubject("Group", "system:masters")),
        Bind("system:basic-user", new RbacSubject("Group", "system:authenticated")),
        Bind("system:discovery", new RbacSubject("Group", "system:authenticated")),
        Bind("system:public-info-viewer", new RbacSubject("Group", "system:authenticated"), new RbacSubject("Group", "system:unauthenticated")),
        Bind("system:monitoring", new RbacSubject("Group", "system:monitoring")),
        Bind("system:service-account-issuer-discovery", new RbacSubject("Group", "system:serviceaccounts")),
        Bind("system:kube-controller-manager", new RbacSubject("User", "system:kube-controller-manager")),
        Bind("system:kube-scheduler", new RbacSubject("User", "system:kube-scheduler")),
        Bind("system:volume-scheduler", new RbacSubject("User", "system:kube-scheduler")),
        Bind("system:node-proxier", new RbacSubject("User", "system:kube-proxy")),
        Bind("system:kube-dns", new RbacSubject("ServiceAccount", "kube-dns", "kube-system")),
    ];

    private static RbacBinding Bind(string role, params RbacSubject[] subjects) => new()
    {
        Kind = "ClusterRoleBinding",
        Name = role,
        Origin = Origin,
        RoleKind = Fact.Known("ClusterRole", Origin),
        RoleName = Fact.Known(role, Origin),
        Subjects = List(subjects),
    };

    private static IEnumerable<RbacRole> Read()
    {
        RbacRole? role = null;
        var rules = new List<RbacRule>();
        foreach (var line in Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == ' ')
            {
                rules.Add(Rule(line.Split('|', StringSplitOptions.TrimEntries)));
                continue;
            }

            if (role is not null)
                yield return role with { Rules = [.. rules] };
            rules.Clear();
            role = Role(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        yield return role! with { Rules = [.. rules] };
    }

    private static RbacRole Role(string[] words)
    {
        var role = new RbacRole { Kind = "ClusterRole", Name = words[0], Origin = Origin };
        foreach (var word in words[1..])
        {
            var label = new Label(word[1..] switch { nameof(ToAdmin) => ToAdmin, nameof(ToEdit) => ToEdit, _ => ToView }, "true");
            role = word[0] == '<'
                ? role with { IsAggregated = true, AggregatedFrom = List(new LabelSelector { MatchLabels = [label] }) }
                : role with { Labels = List(label) };
        }

        return role;
    }

    private static RbacRule Rule(string[] parts) => parts[0][0] == '/'
        ? new RbacRule { NonResourceUrls = Words(parts[0] == "/*" ? "*" : parts[0]), Verbs = Words(parts[1]), Origin = Origin }
        : new RbacRule
        {
            ApiGroups = Words(parts[0]),
            Resources = Words(parts[1]),
            Verbs = Words(parts[2]),
            ResourceNames = parts.Length > 3 ? Words(parts[3]) : FactList<string>.Unset,
            Origin = Origin,
        };

    private static FactList<string> Words(string text) => List([.. text.Split(' ').Select(static word => word == "-" ? "" : word)]);

    private static FactList<T> List<T>(params T[] items) => new([.. items.Select(static item => Fact.Known(item, Origin))], Origin);
}
