namespace ContainerSec.Reports;

/// <summary>Names of chapters, principles, standards and formats, for people.</summary>
internal static class ChapterNames
{
    public static string Of(Chapter chapter) => chapter switch
    {
        Chapter.Threats => "Threats and principles",
        Chapter.Privileges => "System calls, permissions and capabilities",
        Chapter.Resources => "Control groups",
        Chapter.Isolation => "Isolation",
        Chapter.Sandboxes => "Virtual machines and sandboxes",
        Chapter.Images => "Images",
        Chapter.Vulnerabilities => "Vulnerabilities",
        Chapter.Strengthening => "Strengthening isolation",
        Chapter.BreakingIsolation => "Breaking isolation",
        Chapter.Network => "Network",
        Chapter.Tls => "TLS",
        Chapter.Secrets => "Secrets",
        Chapter.RuntimeProtection => "Runtime protection",
        Chapter.Owasp => "OWASP: access control and interfaces",
        _ => chapter.ToString(),
    };

    public static string Of(Principle principle) => principle switch
    {
        Principle.LeastPrivilege => "Least privilege",
        Principle.DefenceInDepth => "Defence in depth",
        Principle.ReduceAttackSurface => "Reduce the attack surface",
        Principle.LimitBlastRadius => "Limit the blast radius",
        Principle.SegregationOfDuties => "Segregation of duties",
        _ => principle.ToString(),
    };

    public static string Of(Standard standard) => standard switch
    {
        Standard.CisDocker => "CIS Docker Benchmark 1.6.0",
        Standard.CisKubernetes => "CIS Kubernetes Benchmark 1.12.0",
        Standard.PodSecurityBaseline => "Pod Security Standards, baseline",
        Standard.PodSecurityRestricted => "Pod Security Standards, restricted",
        Standard.Nist800190 => "NIST SP 800-190",
        Standard.OwaspDocker => "OWASP Docker Top 10",
        Standard.OwaspKubernetes => "OWASP Kubernetes Top 10 (2022)",
        Standard.OwaspTop10 => "OWASP Top 10",
        Standard.Attack => "MITRE ATT&CK",
        Standard.Cwe => "CWE",
        _ => standard.ToString(),
    };

    public static string Of(Surface surface) => surface switch
    {
        Surface.DockerRun => "docker run",
        Surface.DockerInspect => "docker inspect",
        Surface.RuntimeSpec => "OCI runtime config.json",
        Surface.DaemonJson => "daemon.json",
        Surface.AspireManifest => "Aspire manifest",
        Surface.Project => "Project file",
        Surface.LaunchSettings => "launchSettings.json",
        Surface.DevContainer => "devcontainer.json",
        Surface.GitHubWorkflow => "GitHub Actions",
        Surface.KubeConfig => "kubeconfig",
        Surface.AspireAppHost => "Aspire app host",
        Surface.DockerDotNet => "Docker.DotNet",
        _ => surface.ToString(),
    };
}
