namespace ContainerSec.Rules;

/// <summary>CSEC0909: a variable or an argument tells the program where an engine's socket is.</summary>
internal sealed class EngineSocketAddressed : Rule, IJudge<Workload>, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0909", "Engine socket passed as variable or argument", Severity.Info, Severity.Info)
    {
        Principle = Principle.LeastPrivilege,
        Why = "The program is meant to command the engine: wherever the socket is mounted, breaking into the program gives root on the host.",
        Fix = "Point the program at a proxy that admits only the calls it needs, or at an engine of its own over TLS.",
        References = ["docker(1), environment variable DOCKER_HOST"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  agent:\n    image: contoso/agent:1.4\n    environment:\n      DOCKER_HOST: unix:///var/run/docker.sock\n"),
            Example.Good(Surface.Compose, "services:\n  agent:\n    image: contoso/agent:1.4\n    environment:\n      AGENT_SOCKET: unix:///run/agent/agent.sock\n"),
            Example.Bad(Surface.DockerRun, "docker run traefik:3.1 --providers.docker.endpoint=unix:///var/run/docker.sock\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Judge(subject.Configuration.Environment, subject.Configuration.Arguments, context);

    public void Check(ImageConfig subject, RuleContext context) => Judge(subject.Environment, subject.Entrypoint.Concat(subject.Command), context);

    private static void Judge(FactList<EnvironmentVariable> environment, FactList<string> arguments, RuleContext context)
    {
        foreach (var variable in environment)
        {
            if (variable.Value is not { } known)
                continue;
            if (known.Value.IsKnown && EngineSockets.FindIn(known.Value.Value) is { } socket)
                context.Fail(known.Value.Origin, $"is told of the {socket.Engine} socket by the variable '{known.Name}'");
            else if (known.Value.IsKnown)
                context.Pass();
            else if (known.Value.IsUnknown && known.Name is "DOCKER_HOST" or "CONTAINER_HOST" or "BUILDKIT_HOST")
                context.Unknown(known.Value.Origin);
        }

        context.JudgeEach(arguments, static a => EngineSockets.FindIn(a) is not null, static a => $"is told of the {EngineSockets.FindIn(a)!.Engine} socket by an argument");
    }
}
