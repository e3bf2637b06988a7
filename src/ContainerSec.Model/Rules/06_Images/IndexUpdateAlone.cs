namespace ContainerSec.Rules;

/// <summary>CSEC0616: the index of packages is a layer of its own, which the build cache keeps.</summary>
internal sealed class IndexUpdateAlone : Rule, IJudge<RunInstruction>
{
    // Commands beside the update that install nothing. After any other one (a script, an installer) the index may be used.
    private static readonly string[] Harmless = ["rm", "echo", "printf", "mkdir", "true", "set", "export", "cd", "cat", "ls", "cp", "mv", "ln", "chmod", "chown", "sed"];

    public override RuleInfo Info { get; } = new("CSEC0616", "Package index update alone in a layer", Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        JudgesHistory = true,
        Why = "The next build takes the old index from its cache: packages are installed in versions whose holes were closed long ago, or cannot be found any more.",
        Fix = "Update and install in one RUN: 'apt-get update && apt-get install …'.",
        Mappings = [Mapping.CisDocker("4.7"), Mapping.Nist("4.1.1"), Mapping.OwaspDocker("D02")],
        References = ["Docker documentation, Building best practices: apt-get"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nRUN apt-get update\nRUN apt-get install -y curl\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nRUN apt-get update && apt-get install -y curl\n"),
        ],
    };

    public void Check(RunInstruction subject, RuleContext context)
    {
        var packages = PackageCommand.In(subject.Script);
        if (packages.FirstOrDefault(static p => p.Action == PackageAction.Refresh) is not { } update)
            return;
        if (packages.Any(p => p.Manager == update.Manager && p.Action is PackageAction.Install or PackageAction.Upgrade))
            context.Pass();
        else if (!subject.Script.MayHaveMore && subject.Script.Commands.All(IsHarmless))
            context.Fail(update.Command.Origin ?? subject.Origin, $"runs '{update.Program} {update.Verb}' in a layer that installs nothing");
    }

    private static bool IsHarmless(ShellCommand command) =>
        command.Name.IsUnset || command.IsAny(Harmless) || (command.Name.IsKnown && PackageManager.Of(command.Name.Value) is not null);
}
