namespace ContainerSec.Threats;

/// <summary>What an escalation reaches, and where.</summary>
/// <param name="Kind">What.</param>
/// <param name="Namespace">In this namespace alone; null means in all, or that it belongs to none. Of a node it is the namespace whose pods lead there, where its pod security level decides.</param>
/// <param name="Name">Only the one of this name; null means any.</param>
public sealed record EscalationTarget(EscalationTargetKind Kind, string? Namespace = null, string? Name = null)
{
    /// <summary>Whether <see cref="Namespace"/> is not written: the one that the manifests are applied to, for which <c>default</c> stands, or one that could not be computed, <c>?</c>.</summary>
    public bool IsNamespaceAssumed { get; init; }

    /// <summary>Whether a pod is in reach, as far as namespace and, for targets that are pods, the name decide.</summary>
    /// <param name="pod">The pod.</param>
    public Truth Includes(Pod pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        var place = IsIn(NamespaceName.Of(pod.Namespace));
        if (Name is null || place == Truth.No || Kind is not (EscalationTargetKind.Pods or EscalationTargetKind.PodPorts or EscalationTargetKind.PodLogs))
            return place;
        // The pods of a controller have names that it makes up: they begin with its own.
        return pod.Kind == "Pod" ? pod.Name == Name ? place : Truth.No
            : Name.StartsWith(pod.Name + "-", StringComparison.Ordinal) || Name == pod.Name ? place : Truth.No;
    }

    /// <summary>Whether a service account is in reach.</summary>
    /// <param name="account">The account.</param>
    public Truth Includes(ClusterIdentity account)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.Kind != ClusterIdentityKind.ServiceAccount || (Name is not null && Name != account.Name))
            return Truth.No;
        return IsIn(account.Home);
    }

    internal Truth IsIn(NamespaceName other) => Namespace is null ? Truth.Yes : new NamespaceName(Namespace, IsNamespaceAssumed).Is(other);

    /// <summary>As messages name it: <c>secrets of namespace 'shop'</c>.</summary>
    public override string ToString()
    {
        var what = Kind switch
        {
            EscalationTargetKind.Cluster => "every right in the cluster",
            EscalationTargetKind.Namespace => "every right",
            EscalationTargetKind.Node => "root on nodes",
            EscalationTargetKind.Pods => "code in pods",
            EscalationTargetKind.PodPorts => "ports of pods",
            EscalationTargetKind.PodLogs => "logs of pods",
            EscalationTargetKind.ServiceAccounts => "service accounts",
            EscalationTargetKind.Users => "users",
            EscalationTargetKind.Groups => "groups",
            EscalationTargetKind.Role => "the rights of role",
            EscalationTargetKind.Secrets => "secrets",
            EscalationTargetKind.Scheduling => "where pods run",
            EscalationTargetKind.Admission => "what admission refuses",
            _ => "the controller of",
        };
        return what + (Name is null ? "" : $" '{Name}'") + (Namespace is null ? "" : IsNamespaceAssumed ? " of its namespace" : $" of namespace '{Namespace}'");
    }
}
