namespace ContainerSec;

/// <summary>The chapters of the field, in the order of its textbooks; the first two digits of a rule's id.</summary>
public enum Chapter
{
    /// <summary>Threats and principles.</summary>
    Threats = 1,

    /// <summary>System calls, permissions and capabilities.</summary>
    Privileges = 2,

    /// <summary>Control groups.</summary>
    Resources = 3,

    /// <summary>Isolation by namespaces.</summary>
    Isolation = 4,

    /// <summary>Virtual machines and sandboxes.</summary>
    Sandboxes = 5,

    /// <summary>Images.</summary>
    Images = 6,

    /// <summary>Vulnerabilities in images.</summary>
    Vulnerabilities = 7,

    /// <summary>Strengthening isolation.</summary>
    Strengthening = 8,

    /// <summary>Breaking isolation.</summary>
    BreakingIsolation = 9,

    /// <summary>Network.</summary>
    Network = 10,

    /// <summary>TLS.</summary>
    Tls = 11,

    /// <summary>Secrets.</summary>
    Secrets = 12,

    /// <summary>Runtime protection.</summary>
    RuntimeProtection = 13,

    /// <summary>OWASP Top 10, access control, interfaces.</summary>
    Owasp = 14,
}
