namespace ContainerSec.Rules;

/// <summary>CSEC0104: the code of problems that readers report. No rule judges it: what cannot be read cannot be judged.</summary>
internal sealed class UnreadableFile : Rule
{
    public override RuleInfo Info { get; } = new("CSEC0104", "File cannot be parsed", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.DefenceInDepth,
        Why = "What cannot be read was not judged: the part that is malformed may hide the setting that matters, and another program may read it differently.",
        Fix = "Mend the place that the message names; the rest of the file was judged all the same.",
        References = ["YAML 1.2", "Compose specification", "Dockerfile reference"],
    };
}
