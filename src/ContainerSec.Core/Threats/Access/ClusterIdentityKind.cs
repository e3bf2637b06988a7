namespace ContainerSec.Threats;

/// <summary>Sorts of identities that RBAC knows.</summary>
public enum ClusterIdentityKind
{
    /// <summary>A user: a name that the API server takes from a certificate or a token.</summary>
    User,

    /// <summary>Whoever is a member of a group.</summary>
    Group,

    /// <summary>A service account.</summary>
    ServiceAccount,
}
