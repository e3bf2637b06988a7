namespace ContainerSec.Rules;

/// <summary>CSEC0103: the code of problems with comments that accept findings. No rule judges it: comments are no part of the model.</summary>
internal sealed class UnjustifiedSuppression : Rule
{
    public override RuleInfo Info { get; } = new("CSEC0103", "Suppression without rule ids or without a reason", Severity.Warning, Severity.Warning)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "A finding that is accepted without a reason cannot be reviewed: nobody can tell later whether the risk was weighed or the warning was only in the way.",
        Fix = "Write the rules and why they are accepted: containersec:ignore CSEC0601 the digest is set when it is deployed; until then the comment does not count.",
        References = ["docs/getting-started.md"],
    };
}
