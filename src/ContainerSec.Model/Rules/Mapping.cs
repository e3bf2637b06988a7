namespace ContainerSec;

/// <summary>A place in a standard that a rule answers.</summary>
/// <param name="Standard">The standard.</param>
/// <param name="Id">The number or name in it, as the standard spells it: <c>5.5</c>, <c>privileged</c>, <c>CWE-250</c>, <c>T1611</c>.</param>
public sealed record Mapping(Standard Standard, string Id)
{
    /// <summary>A recommendation of the CIS Docker Benchmark 1.6.0.</summary>
    /// <param name="id">Its number: <c>5.5</c>.</param>
    public static Mapping CisDocker(string id) => new(Standard.CisDocker, id);

    /// <summary>A recommendation of the CIS Kubernetes Benchmark 1.12.0.</summary>
    /// <param name="id">Its number: <c>5.2.2</c>.</param>
    public static Mapping CisKubernetes(string id) => new(Standard.CisKubernetes, id);

    /// <summary>A check of the Pod Security Standards, level baseline.</summary>
    /// <param name="check">Its name: <c>privileged</c>.</param>
    public static Mapping Baseline(string check) => new(Standard.PodSecurityBaseline, check);

    /// <summary>A check of the Pod Security Standards, level restricted.</summary>
    /// <param name="check">Its name: <c>runAsNonRoot</c>.</param>
    public static Mapping Restricted(string check) => new(Standard.PodSecurityRestricted, check);

    /// <summary>A countermeasure of NIST SP 800-190.</summary>
    /// <param name="section">Its section: <c>4.4.3</c>.</param>
    public static Mapping Nist(string section) => new(Standard.Nist800190, section);

    /// <summary>An entry of the OWASP Docker Top 10.</summary>
    /// <param name="id">Its number: <c>D04</c>.</param>
    public static Mapping OwaspDocker(string id) => new(Standard.OwaspDocker, id);

    /// <summary>An entry of the OWASP Kubernetes Top 10 (2022).</summary>
    /// <param name="id">Its number: <c>K03</c>.</param>
    public static Mapping OwaspKubernetes(string id) => new(Standard.OwaspKubernetes, id);

    /// <summary>A technique of MITRE ATT&amp;CK.</summary>
    /// <param name="id">Its number: <c>T1611</c>.</param>
    public static Mapping Attack(string id) => new(Standard.Attack, id);

    /// <summary>A weakness of the CWE.</summary>
    /// <param name="number">Its number: 250.</param>
    public static Mapping Cwe(int number) => new(Standard.Cwe, $"CWE-{number}");

    /// <inheritdoc/>
    public override string ToString() => $"{Standard} {Id}";
}
