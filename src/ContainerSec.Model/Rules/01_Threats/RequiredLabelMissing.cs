namespace ContainerSec.Rules;

/// <summary>CSEC0108: nobody can tell whose it is.</summary>
/// <remarks>Silent unless the policy lists labels. Of a pod, its labels and annotations count.</remarks>
internal sealed class RequiredLabelMissing : Rule, IJudge<Workload>, IJudge<Pod>, IJudge<ImageConfig>
{
    public override RuleInfo Info { get; } = new("CSEC0108", "Required label or annotation missing", Severity.Off)
    {
        Principle = Principle.SegregationOfDuties,
        Why = "When something is attacked at night, nobody knows whom to call and whether it may be stopped.",
        Fix = "Add the labels that the policy lists under 'requiredLabels'.",
        References = ["Kubernetes documentation, Labels and Selectors", "Dockerfile reference, LABEL"],
    };

    public void Check(Workload subject, RuleContext context)
    {
        if (subject.Pod is null)
            Judge(subject.Configuration.Labels, context);
    }

    public void Check(Pod subject, RuleContext context) => Judge(subject.Labels.Concat(subject.Annotations), context);

    public void Check(ImageConfig subject, RuleContext context) => Judge(subject.Labels, context);

    private static void Judge(FactList<Label> labels, RuleContext context)
    {
        foreach (var required in context.Policy.Options.RequiredLabels)
        {
            if (labels.AnyKnown(l => l.Name == required && l.Value.Trim().Length > 0))
                context.Pass();
            else if (labels.HasUnknown)
                context.Unknown(labels.Origin);
            else
                context.FailForAbsence($"has no label '{required}'");
        }
    }
}
