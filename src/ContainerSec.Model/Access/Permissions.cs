namespace ContainerSec.Access;

/// <summary>Permissions that more than one rule speaks of.</summary>
internal static class Permissions
{
    private static readonly string[] Changes = ["create", "update", "patch"];

    private static readonly (string Group, string Resource)[] Workloads =
    [
        ("", "pods"), ("", "replicationcontrollers"), ("apps", "deployments"), ("apps", "daemonsets"), ("apps", "statefulsets"), ("apps", "replicasets"),
        ("batch", "jobs"), ("batch", "cronjobs"),
    ];

    /// <summary>Creating and changing what runs containers.</summary>
    public static IReadOnlyList<Permission> ChangeWorkloads { get; } = [.. Workloads.Select(static w => new Permission(w.Group, w.Resource, Changes))];

    /// <summary>Deleting what runs containers.</summary>
    public static IReadOnlyList<Permission> DeleteWorkloads { get; } = [.. Workloads.Select(static w => new Permission(w.Group, w.Resource, "delete", "deletecollection"))];

    /// <summary>Reading and writing Secrets. Writing counts too: a new Secret of the right type is filled with a service account's token.</summary>
    public static Permission Secrets { get; } = new("", "secrets", "get", "list", "watch", "create", "update", "patch", "delete");

    /// <summary>Starting programs in running containers.</summary>
    public static Permission Exec { get; } = new("", "pods/exec", "create", "get");

    /// <summary>Giving oneself or others more than one has.</summary>
    public static IReadOnlyList<Permission> Escalation { get; } =
    [
        new("rbac.authorization.k8s.io", "clusterroles", "escalate", "bind") { DangerousNames = ["cluster-admin", "admin", "edit"] },
        new("rbac.authorization.k8s.io", "roles", "escalate", "bind"),
        new("", "users", "impersonate") { DangerousNames = ["admin", "kubernetes-admin"] },
        new("", "groups", "impersonate") { DangerousNames = ["system:masters"] },
        new("", "serviceaccounts", "impersonate"),
    ];

    /// <summary>The kubelet's own API, beside admission and the audit log.</summary>
    public static Permission NodeProxy { get; } = new("", "nodes/proxy", "get", "create", "update", "patch", "delete") { EveryNameIsDangerous = true };

    /// <summary>Changing what the API server asks before it accepts an object, and what may rewrite it.</summary>
    public static IReadOnlyList<Permission> Webhooks { get; } =
    [
        new("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "create", "update", "patch", "delete"),
        new("admissionregistration.k8s.io", "validatingwebhookconfigurations", "create", "update", "patch", "delete"),
    ];

    /// <summary>Having certificates signed that the cluster trusts.</summary>
    public static IReadOnlyList<Permission> CertificateApproval { get; } =
    [
        new("certificates.k8s.io", "certificatesigningrequests/approval", "update", "patch"),
        new("certificates.k8s.io", "signers", "approve", "sign") { DangerousNames = ["kubernetes.io/kube-apiserver-client", "kubernetes.io/*"] },
    ];

    /// <summary>Having tokens made for any service account.</summary>
    public static Permission ServiceAccountToken { get; } = new("", "serviceaccounts/token", "create");

    /// <summary>Making volumes that are any path of a node.</summary>
    public static Permission PersistentVolumes { get; } = new("", "persistentvolumes", "create");

    /// <summary>What takes over the cluster when it is granted in every namespace.</summary>
    public static IReadOnlyList<Permission> Takeover { get; } =
        [.. Escalation, .. Webhooks, .. CertificateApproval, NodeProxy, ServiceAccountToken, PersistentVolumes, Secrets, Exec, .. ChangeWorkloads];
}
