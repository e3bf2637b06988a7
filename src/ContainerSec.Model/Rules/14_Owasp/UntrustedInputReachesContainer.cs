namespace ContainerSec.Rules;

/// <summary>CSEC1404: what a stranger sends decides about a container.</summary>
internal sealed class UntrustedInputReachesContainer : Rule, IJudge<Workload>
{
    public override RuleInfo Info { get; } = new("CSEC1404", "Untrusted input decides about a container", Severity.Info, Severity.Info)
    {
        Principle = Principle.ReduceAttackSurface,
        Why = "Whoever sends the value chooses the image that runs, the path of the host that is mounted or a word of a command line: code of a stranger, on your host.",
        Fix = "Compare the value with a list of what is allowed, and build names, paths and arguments from constants.",
        Mappings = [new Mapping(Standard.OwaspTop10, "A03:2021"), new Mapping(Standard.OwaspTop10, "A05:2025"), Mapping.Cwe(78), Mapping.Cwe(829)],
        References = ["OWASP Cheat Sheet Series: Input Validation"],
    };

    public void Check(Workload subject, RuleContext context) =>
        context.JudgeEach(subject.UntrustedInputs, static _ => true, static input => $"lets {input.Source} {EffectOf(input.Use)}");

    private static string EffectOf(InputUse use) => use switch
    {
        InputUse.Image => "choose the image that runs",
        InputUse.MountSource => "choose the path of the host that is mounted",
        InputUse.Environment => "into its environment unchecked",
        _ => "into its command line unchecked",
    };
}
