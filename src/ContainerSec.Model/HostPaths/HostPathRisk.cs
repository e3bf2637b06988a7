namespace ContainerSec;

/// <summary>What a process in a container gains from a path of the host.</summary>
internal enum HostPathRisk
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Facts about the host, or more kernel surface.</summary>
    Low,

    /// <summary>A step that needs another weakness.</summary>
    Medium,

    /// <summary>Credentials of users or services, or control over one of them.</summary>
    High,

    /// <summary>The host itself, or every secret on it.</summary>
    Critical,
}
