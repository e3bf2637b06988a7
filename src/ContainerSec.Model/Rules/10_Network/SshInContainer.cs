namespace ContainerSec.Rules;

/// <summary>CSEC1007: the container lets people log in over SSH.</summary>
internal sealed class SshInContainer : Rule, IJudge<Workload>, IJudge<ImageConfig>, IJudge<CommandInstruction>, IJudge<BuiltImage>
{
    private const int Port = 22;

    public override RuleInfo Info { get; } = new("CSEC1007", "SSH in the container", Severity.Info, Severity.Hidden)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "An SSH server is one more door with keys or passwords of its own, and what is changed through it is in no image and no log of the engine.",
        Fix = "Remove the server and the port; use docker exec or kubectl exec, which the engine or cluster authenticates and logs.",
        Mappings = [Mapping.CisDocker("5.7"), Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D04"), Mapping.Attack("T1021.004")],
        References = ["sshd(8)"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nEXPOSE 22\nCMD [\"/usr/sbin/sshd\", \"-D\"]\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nEXPOSE 8080\nCMD [\"/app/shop\"]\n"),
            Example.Bad(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    ports:\n      - \"2222:22\"\n"),
            Example.Good(Surface.Compose, "services:\n  web:\n    image: contoso/web:1.4\n    ports:\n      - \"127.0.0.1:8080:8080\"\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        foreach (var port in subject.Network.Ports)
        {
            if (port.IsKnown)
                context.Judge(port.Value.ContainerPort, static p => PortRange.Parse(p) is { } range && range.Contains(Port), static p => $"publishes its SSH port '{p}'");
        }

        JudgeExposed(subject.Network.ExposedPorts, context);
        JudgeCommand(subject.Configuration.Arguments, context);
    }

    public void Check(ImageConfig subject, RuleContext context)
    {
        JudgeExposed(subject.ExposedPorts, context);
        JudgeCommand(subject.Entrypoint.Concat(subject.Command), context);
    }

    public void Check(BuiltImage subject, RuleContext context) =>
        context.JudgeEach(subject.Tools, static tool => tool == "sshd", static _ => "holds an SSH server");

    // The arguments of an exec form are those of the image; what a shell starts is only in its script.
    public void Check(CommandInstruction subject, RuleContext context)
    {
        if (subject is { Keyword: "HEALTHCHECK" } or { IsExecForm: true })
            return;
        foreach (var command in subject.Script.Commands)
        {
            if (command.IsAny("sshd") || (command.IsAny("service") && command.Arguments.AnyKnown(static a => a is "ssh" or "sshd")))
                context.Fail(command.Origin, "starts an SSH server");
        }
    }

    private static void JudgeExposed(FactList<ExposedPort> ports, RuleContext context) =>
        context.JudgeEach(ports, static p => p.Protocol == "tcp" && p.Contains(Port), static _ => "listens for SSH on port 22");

    private static void JudgeCommand(FactList<string> arguments, RuleContext context)
    {
        foreach (var argument in arguments)
        {
            if (argument.Is(static a => a is "sshd" || a.EndsWith("/sshd", StringComparison.Ordinal)))
                context.Fail(argument.Origin, "starts an SSH server");
        }
    }
}
