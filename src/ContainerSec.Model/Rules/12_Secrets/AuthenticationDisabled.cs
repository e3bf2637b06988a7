using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1208: a server is told to let everybody in.</summary>
internal sealed class AuthenticationDisabled : Rule, IJudge<Workload>, IJudge<ImageConfig>, IJudge<VariableInstruction>, IJudge<CommandInstruction>
{
    public override RuleInfo Info { get; } = new("CSEC1208", "Authentication disabled", Severity.Warning, Severity.Hidden)
    {
        Principle = Principle.DefenceInDepth,
        Why = "Everything that reaches the port reads and writes the data: one broken container, or one published port, is enough.",
        Fix = "Set a password from a secret and remove the setting.",
        Mappings = [Mapping.OwaspDocker("D04"), Mapping.Attack("T1133"), Mapping.Cwe(306)],
        References = ["postgresql.org: Trust Authentication", "redis.io: Security, Protected mode"],
        Precedes = ["CSEC1008"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_HOST_AUTH_METHOD: trust\n"),
            Example.Good(Surface.Compose, "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_HOST_AUTH_METHOD: scram-sha-256\n"),
            Example.Bad(Surface.DockerRun, "docker run redis:8 redis-server --protected-mode no"),
            Example.Good(Surface.DockerRun, "docker run redis:8 redis-server --protected-mode yes"),
            Example.Bad(Surface.AspireAppHost, """builder.AddRedis("cache").WithPassword(null);"""),
        ],
    };

    public void Check(Workload subject, RuleContext context)
    {
        context.Judge(subject.Configuration.AsksForPassword, static asks => !asks, "lets everybody in: its password is taken away");
        Check(subject.Configuration.Environment, context);
        Check(subject.Configuration.Arguments, subject.Configuration.Script, context);
    }

    public void Check(ImageConfig subject, RuleContext context)
    {
        Check(subject.Environment, context);
        Check(subject.Entrypoint.Concat(subject.Command), subject.Script, context);
    }

    public void Check(VariableInstruction subject, RuleContext context)
    {
        if (subject.Keyword == "ENV")
            Check(subject.Variables, context);
    }

    public void Check(CommandInstruction subject, RuleContext context) => Check(subject.Arguments, subject.Script, context);

    private static void Check(FactList<EnvironmentVariable> variables, RuleContext context)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables[i].Value is not { } variable)
                context.Unknown(variables[i].Origin);
            else if (OpenDoor.Knows(variable.Name))
                context.Judge(variable.Value, value => OpenDoor.IsOpenedBy(variable.Name, value), value => $"lets everybody in: '{variable.Name}' is '{value}'");
        }
    }

    private static void Check(FactList<string> arguments, ShellScript script, RuleContext context)
    {
        Check(arguments, context);
        foreach (var command in script.Commands)
            Check(command.Arguments, context);
    }

    private static void Check(FactList<string> arguments, RuleContext context)
    {
        foreach (var argument in NamedArgument.Read(arguments))
        {
            // Redis with a password asks for it in either mode.
            if (OpenDoor.IsOpenedBy(argument) && !(argument.Written == "--protected-mode" && HasPassword(arguments)))
                context.Fail(argument.Value.Origin, $"lets everybody in: {Said(argument)}");
            else if (argument.Value.IsKnown)
                context.Pass();
        }
    }

    private static bool HasPassword(FactList<string> arguments)
    {
        foreach (var argument in NamedArgument.Read(arguments))
        {
            if (argument.Written == "--requirepass" && !argument.Value.Is(static password => password.Length == 0))
                return true;
        }

        return false;
    }

    private static string Said(NamedArgument argument) =>
        argument.Written.Length > 0 ? $"'{argument.Written}' is '{argument.Value.Value}'" : $"its command line has '{argument.Value.Value}'";
}
