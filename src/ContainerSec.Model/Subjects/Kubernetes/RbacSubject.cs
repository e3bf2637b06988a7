namespace ContainerSec;

/// <summary>Whom a role is bound to.</summary>
/// <param name="Kind"><c>User</c>, <c>Group</c> or <c>ServiceAccount</c>.</param>
/// <param name="Name">The name.</param>
/// <param name="Namespace">The service account's namespace; null otherwise.</param>
public readonly record struct RbacSubject(string Kind, string Name, string? Namespace = null)
{
    /// <summary>Whether a namespace is written that could not be computed; <see cref="Namespace"/> is null then.</summary>
    public bool IsNamespaceUnknown { get; init; }
}
