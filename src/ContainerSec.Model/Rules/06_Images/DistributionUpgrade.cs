namespace ContainerSec.Rules;

/// <summary>CSEC0617: every package of the base image is replaced in the build.</summary>
internal sealed class DistributionUpgrade : Rule, IJudge<RunInstruction>
{
    public override RuleInfo Info { get; } = new("CSEC0617", "Full distribution upgrade in the build", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        JudgesHistory = true,
        Why = "What the image holds depends on the day of its build, and the layer stays in the cache: it looks patched and is not.",
        Fix = "Build on a newer base image and rebuild often; upgrade single packages by name where a fix cannot wait.",
        References = ["Docker documentation, Building best practices"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM debian:13\nRUN apt-get update && apt-get dist-upgrade -y\n"),
            Example.Good(Surface.Dockerfile, "FROM debian:13\nRUN apt-get update && apt-get install -y curl\n"),
        ],
    };

    public void Check(RunInstruction subject, RuleContext context)
    {
        foreach (var package in PackageCommand.In(subject.Script))
        {
            if (package.Manager == PackageManager.Gem || package.Action is not (PackageAction.Upgrade or PackageAction.Install))
                continue;
            if (package.Action == PackageAction.Install || package.Packages.Any(static p => p.IsKnown))
                context.Pass();
            else if (package.Packages.Count > 0)
                context.Unknown(package.Command.Origin ?? subject.Origin);
            else
                context.Fail(package.Command.Origin ?? subject.Origin, $"upgrades the whole distribution with '{package.Program} {package.Verb}'");
        }
    }
}
