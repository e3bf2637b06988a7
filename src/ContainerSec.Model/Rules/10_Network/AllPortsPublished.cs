namespace ContainerSec.Rules;

/// <summary>CSEC1004: every port that the image exposes is published on the host.</summary>
internal sealed class AllPortsPublished : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1004", "All exposed ports published", Severity.Info, Severity.Hidden)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "The image decides what is reachable: a debug or administration port that its author exposes is open on every interface of the host.",
        Fix = "Publish the ports that clients need, one by one.",
        Mappings = [Mapping.CisDocker("5.9"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D03"), Mapping.Attack("T1133")],
        References = ["docker-run(1), option --publish-all"],
        Examples =
        [
            Example.Bad(Surface.DockerRun, "docker run -P contoso/api:1.4\n"),
            Example.Good(Surface.DockerRun, "docker run --publish-all=false -p 127.0.0.1:8080:8080 contoso/api:1.4\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) =>
        context.Judge(subject.Network.PublishAllPorts, static all => all, "publishes every port that its image exposes");
}
