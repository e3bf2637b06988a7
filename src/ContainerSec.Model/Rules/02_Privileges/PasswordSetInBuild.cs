namespace ContainerSec.Rules;

/// <summary>CSEC0227: the build gives an account of the image a password.</summary>
internal sealed class PasswordSetInBuild : Rule, IJudge<Dockerfile>
{
    public override RuleInfo Info { get; } = new("CSEC0227", "Password set in the build", Severity.Warning)
    {
        Principle = Principle.ReduceAttackSurface,
        JudgesHistory = true,
        Why = "The password is the same in every container, and stands in the image's history for everyone who can pull it.",
        Fix = "Leave accounts without a password, and locked; log in to containers through the engine or the cluster.",
        Mappings = [Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(798)],
        References = ["chpasswd(8)", "shadow(5)"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nRUN echo \"app:secret\" | chpasswd\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nRUN useradd --no-create-home app\n"),
        ],
    };

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var run in subject.FinalInstructions.OfType<RunInstruction>())
        {
            foreach (var command in run.Script.Commands)
            {
                if (SetsPassword(command))
                    context.Fail(command.Origin ?? run.Origin, $"sets a password with {command.Name.Value}");
                else
                    context.Pass();
            }
        }
    }

    private static bool SetsPassword(ShellCommand command) =>
        command.IsAny("chpasswd")
        || (command.IsAny("passwd") && command.Arguments.AnyKnown(static a => a == "--stdin"))
        || (command.IsAny("useradd", "usermod") && command.Arguments.AnyKnown(static a => a is "-p" or "--password" || a.StartsWith("--password=", StringComparison.Ordinal)));
}
