namespace ContainerSec;

/// <summary>Standards that rules are mapped to.</summary>
public enum Standard
{
    /// <summary>CIS Docker Benchmark 1.6.0.</summary>
    CisDocker,

    /// <summary>CIS Kubernetes Benchmark 1.12.0.</summary>
    CisKubernetes,

    /// <summary>Kubernetes Pod Security Standards, level baseline; the id is the check's.</summary>
    PodSecurityBaseline,

    /// <summary>Kubernetes Pod Security Standards, level restricted; the id is the check's.</summary>
    PodSecurityRestricted,

    /// <summary>NIST SP 800-190, countermeasures (section 4).</summary>
    Nist800190,

    /// <summary>OWASP Docker Top 10.</summary>
    OwaspDocker,

    /// <summary>OWASP Kubernetes Top 10 (2022).</summary>
    OwaspKubernetes,

    /// <summary>OWASP Top 10.</summary>
    OwaspTop10,

    /// <summary>MITRE ATT&amp;CK techniques of the containers matrix.</summary>
    Attack,

    /// <summary>Common Weakness Enumeration.</summary>
    Cwe,
}
