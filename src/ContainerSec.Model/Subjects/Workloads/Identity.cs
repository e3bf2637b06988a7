namespace ContainerSec;

/// <summary>Who a container is in the cluster.</summary>
public sealed record Identity
{
    /// <summary>Nothing was said.</summary>
    public static Identity Unset { get; } = new();

    /// <summary>The service account's name.</summary>
    public Fact<string> ServiceAccount { get; init; }

    /// <summary>The deprecated field <c>serviceAccount</c>, where it was written.</summary>
    public Fact<string> DeprecatedServiceAccount { get; init; }

    /// <summary>Whether the account's token is mounted, as the pod says it.</summary>
    public Fact<bool> AutomountToken { get; init; }
}
