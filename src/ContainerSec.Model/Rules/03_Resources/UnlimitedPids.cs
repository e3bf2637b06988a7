namespace ContainerSec.Rules;

/// <summary>CSEC0302: the container may start as many processes as the kernel has numbers.</summary>
internal sealed class UnlimitedPids : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0302", "PIDs limit switched off", Severity.Info, Severity.Hidden)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "A fork bomb inside takes every process number of the host, and nobody can log in to stop it.",
        Fix = "Remove the value or set a limit, such as 200.",
        Mappings =
        [
            Mapping.CisDocker("5.29"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D07"), Mapping.Attack("T1499"),
            Mapping.Cwe(770),
        ],
        References = ["cgroups(7), pids controller"],
        Precedes = ["CSEC0314"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    pids_limit: -1\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    pids_limit: 200\n"),
            Example.Bad(Surface.DockerRun, "docker run --pids-limit=0 contoso/web:1.4\n"),
            Example.Bad(Surface.DockerDotNet, """var host = new HostConfig { PidsLimit = -1 };"""),
        ],
    };

    public void Check(Workload subject, RuleContext context) =>
        context.Judge(subject.Resources.PidsLimit, static limit => limit <= 0, static limit => $"may start any number of processes (PIDs limit {limit})");
}
