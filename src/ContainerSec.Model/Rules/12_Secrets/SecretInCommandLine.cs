using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1206: a command line carries a secret that stands in the text.</summary>
internal sealed class SecretInCommandLine : Rule, IJudge<Workload>, IJudge<ImageConfig>, IJudge<CommandInstruction>
{
    public override RuleInfo Info { get; } = new("CSEC1206", "Secret in command line", Severity.Warning, Severity.Info)
    {
        Principle = Principle.LimitBlastRadius,
        PointsAtSecret = true,
        Why = "Command lines are shown by ps, by 'docker inspect' and in logs, to every process of the host's process namespace.",
        Fix = "Let the program read the secret from a file, a mounted secret, or its standard input.",
        Mappings = [Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(214)],
        References = ["proc(5), /proc/pid/cmdline"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  cache:\n    image: redis:8\n    command: redis-server --requirepass Tr0ub4dor-and-3\n"),
            Example.Good(Surface.Compose, "services:\n  cache:\n    image: redis:8\n    command: redis-server /run/secrets/redis.conf\n"),
            Example.Bad(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: shop:1.0\n      args: [--db-password=Tr0ub4dor-and-3]\n"),
            Example.Good(Surface.Kubernetes, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\nspec:\n  containers:\n    - name: api\n      image: shop:1.0\n      args: [--db-password-file=/run/secrets/db]\n"),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Check(subject.Configuration.Arguments, subject.Configuration.Script, context);

    public void Check(ImageConfig subject, RuleContext context) => Check(subject.Entrypoint.Concat(subject.Command), subject.Script, context);

    public void Check(CommandInstruction subject, RuleContext context) => Check(subject.Arguments, subject.Script, context);

    // What a shell runs is found among its commands; what is no shell's is the same argument there and is said once.
    private static void Check(FactList<string> arguments, ShellScript script, RuleContext context)
    {
        Check(arguments, context);
        foreach (var command in script.Commands)
        {
            Check(command.Arguments, context);
            context.JudgeSecrets(command.Assignments, static (name, secret) => $"sets '{name}' to {secret.What} in its command line");
        }
    }

    private static void Check(FactList<string> arguments, RuleContext context)
    {
        foreach (var argument in NamedArgument.Read(arguments))
        {
            if (argument.Value.IsUnknown && SecretName.SaysSecret(argument.Name, context.Policy.Options.SecretWords))
                context.Unknown(argument.Value.Origin);
            else if (argument.Value.Value is { } value && SecretLiteral.Find(argument.Name, value, context.Policy.Options) is { } secret)
                context.Fail(argument.Value.Origin, argument.Name.Length == 0 ? $"has {secret.What} in its command line" : $"passes {secret.What} as '{argument.Written}'");
            else if (argument.Value.IsKnown)
                context.Pass();
        }

        if (arguments.MayHaveMore)
            context.Unknown(arguments.Origin);
    }
}
