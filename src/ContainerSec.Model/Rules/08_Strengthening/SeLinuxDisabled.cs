namespace ContainerSec.Rules;

/// <summary>CSEC0803: SELinux does not separate the container from the host.</summary>
internal sealed class SeLinuxDisabled : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC0803", "SELinux label disabled", Severity.Warning, Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        Why = "On hosts with SELinux the label is what keeps an escaped process from the host's files.",
        Fix = "Remove label=disable; mark shared directories with the mount option z or Z instead.",
        Mappings =
        [
            Mapping.CisDocker("5.3"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D04"), Mapping.OwaspKubernetes("K01"),
            Mapping.Attack("T1611"),
        ],
        References = ["docker-run(1), --security-opt label", "selinux(8)"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    security_opt:\n      - label:disable\n"),
            Example.Bad(Surface.DockerRun, "docker run --security-opt label=disable contoso/web:1.4\n"),
            Example.Bad(Surface.DockerRun, "docker run --security-opt label:disable contoso/web:1.4\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    security_opt:\n      - label:type:container_t\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) =>
        context.Judge(subject.Confinement.SeLinuxDisabled, engineDefault: false, static on => on, "switches its SELinux label off");
}
