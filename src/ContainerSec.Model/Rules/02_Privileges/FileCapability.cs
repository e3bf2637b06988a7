namespace ContainerSec.Rules;

/// <summary>CSEC0224: a program of the image has capabilities of its own.</summary>
internal sealed class FileCapability : Rule, IJudge<BuiltImage>
{
    public override RuleInfo Info { get; } = new("CSEC0224", "File capability in the image", Severity.Off)
    {
        Principle = Principle.LeastPrivilege,
        Why = "Any user who runs the program gets its capabilities, as far as the container's bounding set holds them: they come back after they were dropped for the app.",
        Fix = "Remove them in the build ('setcap -r FILE'), or drop them from the container's bounding set and forbid new privileges.",
        WhenOn = Severity.Info,
        Mappings = [Mapping.Nist("4.1.2"), Mapping.OwaspDocker("D04"), Mapping.Attack("T1548"), Mapping.Cwe(250)],
        References = ["capabilities(7), File capabilities"],
    };

    public void Check(BuiltImage subject, RuleContext context) =>
        context.JudgeEach(subject.FileCapabilities, static _ => true, static f => $"holds '{f.Path}' with {f.Rights}");
}
