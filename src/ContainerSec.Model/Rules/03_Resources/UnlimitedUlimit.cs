namespace ContainerSec.Rules;

/// <summary>CSEC0306: a per-process limit of the container is taken away.</summary>
internal sealed class UnlimitedUlimit : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0306", "ulimit raised to unlimited", Severity.Hidden, Severity.Hidden)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "Per-process limits stop runaway programs before they take memory, files or processes from others.",
        Fix = "Set a number that the program is known to need.",
        Mappings =
        [
            Mapping.CisDocker("5.19"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D07"), Mapping.Attack("T1499"),
            Mapping.Cwe(770),
        ],
        References = ["setrlimit(2)"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    ulimits:\n      nproc: -1\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    ulimits:\n      nofile:\n        soft: 65536\n        hard: 65536\n"),
            Example.Bad(Surface.DockerRun, "docker run --ulimit memlock=-1:-1 contoso/web:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => context.JudgeEach(
        subject.Resources.Ulimits,
        static limit => limit.Soft < 0 || limit.Hard < 0,
        static limit => $"takes away the limit '{limit.Name}'");
}
