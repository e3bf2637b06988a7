namespace ContainerSec.Rules;

/// <summary>CSEC0221: the build calls sudo, or installs it into the image.</summary>
internal sealed class SudoInBuild : Rule, IJudge<Dockerfile>, IJudge<BuiltImage>
{
    public override RuleInfo Info { get; } = new("CSEC0221", "sudo in the build", Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        JudgesHistory = true,
        Why = "RUN is root already; a sudo that stays in the image is a setuid program whose every fault makes the app's user root.",
        Fix = "Call the command itself while the user is root, and switch with USER afterwards.",
        Mappings = [Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D04"), Mapping.Attack("T1548.003"), Mapping.Cwe(250)],
        References = ["sudo(8)", "Dockerfile reference, USER"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nRUN sudo apt-get update\n"),
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nRUN apt-get update && apt-get install -y sudo curl\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nRUN apt-get update && apt-get install -y curl\n"),
        ],
    };

    private static readonly string[] PackageManagers =
        ["apt-get", "apt", "aptitude", "apk", "yum", "dnf", "microdnf", "tdnf", "zypper", "pacman"];

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var stage in subject.Stages)
        {
            var isInImage = stage.IsPartOf(subject.Stages[subject.Stages.Count - 1]);
            foreach (var run in stage.Instructions.OfType<RunInstruction>())
            {
                foreach (var command in run.Script.Commands)
                {
                    if (command.Name.Is("sudo"))
                        context.Fail(command.Origin ?? run.Origin, "calls sudo in the build");
                    else if (isInImage && Installs(command))
                        context.Fail(command.Origin ?? run.Origin, "installs sudo into the image");
                    else
                        context.Pass();
                }
            }
        }
    }

    public void Check(BuiltImage subject, RuleContext context) =>
        context.JudgeEach(subject.Tools, static tool => tool == "sudo", static _ => "holds sudo, a setuid program");

    private static bool Installs(ShellCommand command) =>
        command.IsAny(PackageManagers)
        && command.Arguments.AnyKnown(static a => a is "sudo" || a.StartsWith("sudo=", StringComparison.Ordinal))
        && command.Arguments.AnyKnown(static a => a is "install" or "add" or "in" || a.StartsWith("-S", StringComparison.Ordinal));
}
