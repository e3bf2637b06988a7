namespace ContainerSec.Rules;

/// <summary>CSEC1022: the container listens where Telnet, RDP or VNC do.</summary>
internal sealed class RemoteAdministrationPort : Rule, IJudge<Workload>, IJudge<ImageConfig>
{
    private static readonly (int Port, string Name)[] Ports = [(23, "Telnet"), (3389, "RDP"), (5800, "VNC"), (5900, "VNC")];

    public override RuleInfo Info { get; } = new("CSEC1022", "Remote administration port exposed", Severity.Info, Severity.Hidden)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Such a port is a login to the container besides the engine's: Telnet sends passwords in clear text, and all of them are guessed at from everywhere.",
        Fix = "Remove the server and the port; use docker exec or kubectl exec.",
        Mappings = [Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D04"), Mapping.Attack("T1021"), Mapping.Attack("T1133")],
        References = ["IANA Service Name and Transport Protocol Port Number Registry"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nEXPOSE 5900\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nEXPOSE 8080\n"),
            Example.Bad(Surface.Compose, "services:\n  desktop:\n    image: contoso/desktop:1.4\n    ports:\n      - \"3389:3389\"\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var port in subject.Network.Ports)
        {
            if (port.IsKnown)
                context.Judge(port.Value.ContainerPort, static p => NameAt(p) is not null, static p => $"publishes its {NameAt(p)} port '{p}'");
        }

        JudgeExposed(subject.Network.ExposedPorts, context);
    }

    public void Check(ImageConfig subject, RuleContext context) => JudgeExposed(subject.ExposedPorts, context);

    private static void JudgeExposed(FactList<ExposedPort> ports, RuleContext context) =>
        context.JudgeEach(ports, static p => NameOf(new PortRange(p.Port, p.Last)) is not null, static p => $"listens on the {NameOf(new PortRange(p.Port, p.Last))} port {p.Port}");

    private static string? NameAt(string ports) => PortRange.Parse(ports) is { } range ? NameOf(range) : null;

    private static string? NameOf(PortRange range)
    {
        foreach (var (port, name) in Ports)
        {
            if (range.Contains(port))
                return name;
        }

        return null;
    }
}
