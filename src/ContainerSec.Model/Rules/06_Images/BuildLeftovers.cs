namespace ContainerSec.Rules;

/// <summary>CSEC0613: what only the build needed is in the image.</summary>
internal sealed class BuildLeftovers : Rule, IJudge<BuiltImage>
{
    public override RuleInfo Info { get; } = new("CSEC0613", "Build leftovers in the image", Severity.Off)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "A folder of version control holds every secret that was ever committed, and a Dockerfile tells an intruder how the image was made.",
        Fix = "Name them in .dockerignore, copy the published output only, and build in stages.",
        WhenOn = Severity.Warning,
        Mappings = [Mapping.Nist("4.1.2"), Mapping.Attack("T1552.001"), Mapping.Cwe(538)],
        References = ["Docker documentation, .dockerignore files"],
    };

    public void Check(BuiltImage subject, RuleContext context) =>
        context.JudgeEach(subject.BuildLeftovers, static _ => true, static path => $"holds '{path}', left over from the build");
}
