namespace ContainerSec.Threats;

/// <summary>Who asks the API server of a cluster: a user, a member of a group, or a service account, with the groups that come with it.</summary>
/// <remarks>Kubernetes documentation, "Authenticating" and "Using RBAC Authorization", Referring to subjects.</remarks>
public sealed class ClusterIdentity : IEquatable<ClusterIdentity>
{
    private const string AccountPrefix = "system:serviceaccount:", AccountsGroup = "system:serviceaccounts";
    private const string Everybody = "system:authenticated", Nobody = "system:unauthenticated";

    private ClusterIdentity(ClusterIdentityKind kind, string name, string? home, bool isNamespaceAssumed, IReadOnlyList<string> groups) =>
        (Kind, Name, Namespace, IsNamespaceAssumed, Groups) = (kind, name, home, isNamespaceAssumed, groups);

    /// <summary>Somebody who has not signed in.</summary>
    public static ClusterIdentity Anonymous { get; } = User("system:anonymous");

    /// <summary>What it is.</summary>
    public ClusterIdentityKind Kind { get; }

    /// <summary>The name of the user, group or account.</summary>
    public string Name { get; }

    /// <summary>The namespace of a service account; null otherwise.</summary>
    public string? Namespace { get; }

    /// <summary>Whether <see cref="Namespace"/> is not written: the one that the manifests are applied to, for which <c>default</c> stands, or one that could not be computed, <c>?</c>.</summary>
    public bool IsNamespaceAssumed { get; }

    /// <summary>All groups that it is a member of, the implicit ones among them: <c>system:authenticated</c>, <c>system:serviceaccounts:shop</c>.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>The name by which the API server knows it; null of a group.</summary>
    public string? UserName => Kind switch
    {
        ClusterIdentityKind.User => Name,
        ClusterIdentityKind.ServiceAccount => $"{AccountPrefix}{Namespace}:{Name}",
        _ => null,
    };

    /// <summary>A user. One that is named as a service account, <c>system:serviceaccount:shop:web</c>, is that account.</summary>
    /// <param name="name">The name.</param>
    /// <param name="groups">Groups that the user is a member of, without the implicit ones.</param>
    public static ClusterIdentity User(string name, params IReadOnlyList<string> groups)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count == 0 && AccountOf(name) is { } account)
            return account;
        return new ClusterIdentity(ClusterIdentityKind.User, name, null, false, WithImplicit(groups, name == "system:anonymous"));
    }

    /// <summary>Whoever is a member of a group, and of no other but the implicit ones.</summary>
    /// <param name="name">The name.</param>
    public static ClusterIdentity Group(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        IReadOnlyList<string> groups = name.StartsWith(AccountsGroup + ":", StringComparison.Ordinal) ? [name, AccountsGroup] : [name];
        return new ClusterIdentity(ClusterIdentityKind.Group, name, null, false, WithImplicit(groups, name == Nobody));
    }

    /// <summary>A service account.</summary>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="name">Its name.</param>
    public static ClusterIdentity ServiceAccount(string @namespace, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(@namespace);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return ServiceAccount(NamespaceName.Of(@namespace), name);
    }

    internal static ClusterIdentity ServiceAccount(NamespaceName home, string name) =>
        new(ClusterIdentityKind.ServiceAccount, name, home.Name, home.IsAssumed, [AccountsGroup, $"{AccountsGroup}:{home.Name}", Everybody]);

    internal static bool IsAccountsGroup(string group, out string home)
    {
        var isOne = group.StartsWith(AccountsGroup + ":", StringComparison.Ordinal);
        home = isOne ? group[(AccountsGroup.Length + 1)..] : "";
        return isOne;
    }

    internal NamespaceName Home => new(Namespace ?? "", IsNamespaceAssumed);

    /// <inheritdoc/>
    public bool Equals(ClusterIdentity? other) =>
        other is not null && Kind == other.Kind && Name == other.Name && Namespace == other.Namespace && IsNamespaceAssumed == other.IsNamespaceAssumed
        && Groups.SequenceEqual(other.Groups);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClusterIdentity);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Name, Namespace);

    /// <summary>As messages name it: <c>service account 'shop/web'</c>.</summary>
    public override string ToString() => Kind switch
    {
        ClusterIdentityKind.User => $"user '{Name}'",
        ClusterIdentityKind.Group => $"group '{Name}'",
        _ => $"service account '{(IsNamespaceAssumed ? "" : Namespace + "/")}{Name}'",
    };

    private static ClusterIdentity? AccountOf(string user)
    {
        if (!user.StartsWith(AccountPrefix, StringComparison.Ordinal))
            return null;
        var parts = user[AccountPrefix.Length..].Split(':');
        return parts is [{ Length: > 0 } home, { Length: > 0 } name] ? ServiceAccount(home, name) : null;
    }

    private static IReadOnlyList<string> WithImplicit(IReadOnlyList<string> groups, bool isAnonymous)
    {
        var added = isAnonymous ? Nobody : Everybody;
        return groups.Contains(added) ? [.. groups] : [.. groups, added];
    }
}
