namespace ContainerSec.Rules;

/// <summary>CSEC1034: lists what is published, for somebody to look at.</summary>
internal sealed class PublishedPorts : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1034", "Published port, for review", Severity.Off)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Each published port is a door into the container; one that nobody needs is attacked all the same.",
        Fix = "Remove ports that no client outside of the container network uses.",
        Mappings = [Mapping.CisDocker("5.9"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D03")],
        References = ["docker-run(1), option --publish"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  api:\n    image: contoso/api:1.4\n    ports:\n      - \"127.0.0.1:8080:8080\"\n"),
            Example.Bad(Surface.DockerRun, "docker run -p 8080:8080 contoso/api:1.4\n"),
            Example.Good(Surface.Compose, "services:\n  api:\n    image: contoso/api:1.4\n    expose: [\"8080\"]\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is null)
            context.JudgeEach(subject.Network.Ports, static _ => true, static port => $"publishes port '{port.ContainerPort}'{HostPort(port)}");
    }

    private static string HostPort(PublishedPort port) => port.HostPort.IsKnown ? $" as port '{port.HostPort.Value}' of the host" : "";
}
