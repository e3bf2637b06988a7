namespace ContainerSec.Threats;

/// <summary>With whom a container shares a namespace.</summary>
public enum NamespaceSharing
{
    /// <summary>Which one it is cannot be told.</summary>
    Unknown,

    /// <summary>Nobody: it has one of its own.</summary>
    Own,

    /// <summary>The containers of its pod.</summary>
    Pod,

    /// <summary>Another container.</summary>
    Container,

    /// <summary>The host.</summary>
    Host,
}
