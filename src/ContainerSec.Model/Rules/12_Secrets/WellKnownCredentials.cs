using ContainerSec.Secrets;

namespace ContainerSec.Rules;

/// <summary>CSEC1207: a password that everybody knows.</summary>
internal sealed class WellKnownCredentials : Rule, IJudge<Workload>, IJudge<ImageConfig>, IJudge<VariableInstruction>, IJudge<Parameter>
{
    public override RuleInfo Info { get; } = new("CSEC1207", "Well-known default credentials", Severity.Info)
    {
        Principle = Principle.DefenceInDepth,
        PointsAtSecret = true,
        Why = "Default passwords are the first that any scanner tries; whoever reaches the port is in.",
        Fix = "Generate a password for each installation and pass it as a secret.",
        Mappings = [Mapping.OwaspDocker("D06"), Mapping.Attack("T1078.001"), Mapping.Cwe(1392)],
        Precedes = ["CSEC1201", "CSEC1202", "CSEC1206", "CSEC1209"],
        Examples =
        [
            Example.Bad(Surface.Compose, "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: postgres\n"),
            Example.Good(Surface.Compose, "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/db\n"),
            Example.Bad(Surface.DockerRun, "docker run -e RABBITMQ_DEFAULT_PASS=guest rabbitmq:4"),
            Example.Good(Surface.DockerRun, "docker run -e RABBITMQ_DEFAULT_USER=shop rabbitmq:4"),
            Example.Bad(Surface.AspireAppHost, """builder.AddContainer("db", "postgres", "17.5").WithEnvironment("POSTGRES_PASSWORD", "postgres");"""),
        ],
    };

    public void Check(Workload subject, RuleContext context) => Check(subject.Configuration.Environment, context);

    public void Check(ImageConfig subject, RuleContext context) => Check(subject.Environment, context);

    public void Check(VariableInstruction subject, RuleContext context)
    {
        if (subject.Keyword == "ENV")
            Check(subject.Variables, context);
    }

    public void Check(Parameter subject, RuleContext context) =>
        context.Judge(subject.Value, value => IsWellKnown(subject.Name, value, context), "has a default password that everybody knows");

    private static void Check(FactList<EnvironmentVariable> variables, RuleContext context)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables[i].Value is not { } variable)
                context.Unknown(variables[i].Origin);
            else if (variable.Value.IsUnknown && IsLiteral(variable) && SecretName.SaysSecret(variable.Name, context.Policy.Options.SecretWords))
                context.Unknown(variable.Value.Origin ?? variables[i].Origin);
            else if (variable.Value.IsKnown && IsWellKnown(variable.Name, variable.Value.Value, context))
                context.Fail(variable.Value.Origin ?? variables[i].Origin, $"sets '{variable.Name}' to a default password that everybody knows");
            else if (variable.Value.IsKnown)
                context.Pass();
        }

        if (variables.MayHaveMore)
            context.Unknown(variables.Origin);
    }

    private static bool IsLiteral(EnvironmentVariable variable) => variable.Source is ValueSource.Literal or ValueSource.Interpolated;

    // A connection string says itself that it holds a password; of any other value the name must say it.
    private static bool IsWellKnown(string name, string value, RuleContext context) =>
        SecretValue.OfForm(value) is { Kind: SecretKind.Recognized } recognized
            ? recognized.HasWellKnownPassword
            : SecretName.SaysSecret(name, context.Policy.Options.SecretWords) && SecretValue.Of(value).HasWellKnownPassword;
}
