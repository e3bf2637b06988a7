namespace ContainerSec.Rules;

/// <summary>CSEC0304: the container sees or changes the control groups of its host.</summary>
internal sealed class HostControlGroups : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0304", "Host cgroup namespace or writable cgroup mount", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Whoever writes to the host's control groups lifts limits, freezes other containers and, on cgroup v1, runs a program as root on the host (release_agent).",
        Fix = "Remove the setting; mount /sys/fs/cgroup read-only where a program has to look at it.",
        Mappings = [Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"), Mapping.Attack("T1611"), Mapping.Cwe(653)],
        References = ["cgroup_namespaces(7)", "cgroups(7), release_agent"],
        Precedes = ["CSEC0903"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cgroup: host\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    cgroup: private\n"),
            Example.Bad(Surface.DockerRun, "docker run -v /sys/fs/cgroup:/sys/fs/cgroup:rw contoso/web:1.4\n"),
            Example.Good(Surface.DockerRun, "docker run -v /sys/fs/cgroup:/sys/fs/cgroup:ro contoso/web:1.4\n"),
            Example.Bad(Surface.DockerDotNet, """var host = new HostConfig { CgroupnsMode = "host" };"""),
        ],
    };

    private const string ControlGroups = "/sys/fs/cgroup";

    public void Check(Workload subject, RuleContext context)
    {
        context.Judge(subject.Isolation.Cgroup, static mode => mode.Kind == NamespaceKind.Host, "uses the host's cgroup namespace");
        // A hostPath of a pod is judged by what it holds (CSEC0903).
        if (subject.Pod is not null)
            return;
        foreach (var mount in subject.Storage.Mounts)
        {
            if (mount.IsKnown && mount.Value.IsBind && mount.Value.Source.Is(IsControlGroups))
                Judge(mount.Value, mount.Origin, context);
        }
    }

    private static void Judge(Mount mount, Provenance? origin, RuleContext context)
    {
        if (mount.ReadOnly.IsUnknown)
            context.Unknown(mount.ReadOnly.Origin);
        else if (mount.ReadOnly.Is(true))
            context.Pass();
        else
            context.Fail(mount.Source.Origin ?? origin, $"can write to the host's control groups ('{mount.Source.Value}')");
    }

    private static bool IsControlGroups(string path) =>
        path.TrimEnd('/') == ControlGroups || path.StartsWith(ControlGroups + "/", StringComparison.Ordinal);
}
