namespace ContainerSec;

/// <summary>Whose namespace a container uses.</summary>
public enum NamespaceKind
{
    /// <summary>Its own.</summary>
    Private,

    /// <summary>The host's.</summary>
    Host,

    /// <summary>That of another container or service.</summary>
    Container,

    /// <summary>Its own, and others may join it (IPC only).</summary>
    Shareable,

    /// <summary>None at all (network and IPC only).</summary>
    None,

    /// <summary>Its own, attached to a named network (network only).</summary>
    NamedNetwork,

    /// <summary>An existing namespace named by a path.</summary>
    Path,
}
