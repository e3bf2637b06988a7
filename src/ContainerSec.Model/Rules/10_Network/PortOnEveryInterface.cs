namespace ContainerSec.Rules;

/// <summary>CSEC1001: a port is published on every interface of the host, and somebody wrote so.</summary>
/// <remarks>Ports 80 and 443 are there for the public. An address that nobody wrote means every interface too: that counts where a standard is enumerated, as CIS asks for a named interface.</remarks>
internal sealed class PortOnEveryInterface : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1001", "Port published on all interfaces", Severity.Warning, Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Every network that the host is part of reaches the container, past the host's firewall: Docker's own packet-filter rules come first.",
        Fix = "Bind the port to 127.0.0.1 or to the one address that clients use, or leave it unpublished and use a network between containers.",
        Mappings = [Mapping.CisDocker("5.14"), Mapping.Nist("4.4.3"), Mapping.OwaspDocker("D03"), Mapping.Attack("T1133"), Mapping.Cwe(1327)],
        References = ["Docker documentation, \"Packet filtering and firewalls\"", "docker-run(1), option --publish"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  api:\n    image: contoso/api:1.4\n    ports:\n      - \"0.0.0.0:8080:8080\"\n"),
            Example.Good(Surface.Compose, "services:\n  api:\n    image: contoso/api:1.4\n    ports:\n      - \"127.0.0.1:8080:8080\"\n"),
            Example.Bad(Surface.DockerRun, "docker run -p 0.0.0.0:5000:5000 contoso/api:1.4\n"),
            Example.Good(Surface.DockerRun, "docker run -p 127.0.0.1:5000:5000 contoso/api:1.4\n"),
            Example.Bad(Surface.DockerDotNet, """
                var host = new HostConfig
                {
                    PortBindings = new Dictionary<string, IList<PortBinding>> { ["8080/tcp"] = [new PortBinding { HostIP = "0.0.0.0", HostPort = "8080" }] },
                };
                """),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var port in subject.Network.Ports)
        {
            if (port.IsKnown)
                Judge(port.Value, port.Origin, context);
            else
                context.Unknown(port.Origin);
        }

        if (subject.Network.Ports.MayHaveMore)
            context.Unknown(subject.Network.Ports.Origin);
    }

    private static void Judge(PublishedPort port, Provenance? origin, RuleContext context)
    {
        if (context.Policy.EnumeratesStandard && port.HostAddress.IsUnset)
            context.Fail(origin, $"publishes port {Text(port)} on every interface of the host");
        else if (port.HostPort.Is(static p => p is "80" or "443"))
            context.Pass();
        else
            context.Judge(port.HostAddress, PublishedPort.IsWildcard, address => $"publishes port {Text(port)} on every interface of the host ('{address}')");
    }

    private static string Text(PublishedPort port) => $"'{port.ContainerPort}'";
}
