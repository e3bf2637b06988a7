namespace ContainerSec.Rules;

/// <summary>CSEC0303: the kernel may not kill the container when memory runs out.</summary>
internal sealed class OomKillerDisabled : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0303", "OOM killer disabled", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "When the limit is reached the container hangs instead of ending; without a limit the kernel kills other processes of the host in its place.",
        Fix = "Remove the flag, and set a memory limit.",
        Mappings = [Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D07"), Mapping.Attack("T1499"), Mapping.Cwe(400)],
        References = ["Linux kernel documentation, cgroup-v1 memory, \"OOM Control\""],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    oom_kill_disable: true\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    oom_kill_disable: false\n"),
            Example.Bad(Surface.DockerRun, "docker run --oom-kill-disable contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) =>
        context.Judge(subject.Resources.OomKillDisabled, engineDefault: false, static on => on, "must not be killed when memory runs out");
}
