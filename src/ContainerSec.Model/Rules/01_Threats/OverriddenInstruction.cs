namespace ContainerSec.Rules;

/// <summary>CSEC0109: of several CMD, ENTRYPOINT or HEALTHCHECK only the last one counts.</summary>
internal sealed class OverriddenInstruction : Rule, IJudge<Dockerfile>
{
    public override RuleInfo Info { get; } = new("CSEC0109", "Second CMD, ENTRYPOINT or HEALTHCHECK in a stage", Severity.Off)
    {
        Principle = Principle.DefenceInDepth,
        Why = "The first one has no effect: what a reviewer reads as the program or the health check is not what runs.",
        Fix = "Remove all but the last one.",
        References = ["Dockerfile reference, CMD, ENTRYPOINT, HEALTHCHECK"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM nginx:1.27.4\nCMD [\"nginx\"]\nCMD [\"nginx\", \"-g\", \"daemon off;\"]\n"),
            Example.Good(Surface.Dockerfile, "FROM nginx:1.27.4\nCMD [\"nginx\", \"-g\", \"daemon off;\"]\n"),
        ],
    };

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var stage in subject.Stages)
        {
            var first = new Dictionary<string, Provenance?>(StringComparer.Ordinal);
            foreach (var instruction in stage.Instructions.OfType<CommandInstruction>())
            {
                if (instruction.IsOnBuild)
                    continue;
                if (first.TryGetValue(instruction.Keyword, out var earlier))
                    context.Fail(instruction.Origin, $"has a second {instruction.Keyword} in {stage.Description}, so that the first has no effect", earlier);
                else
                    context.Pass();
                first[instruction.Keyword] = instruction.Origin;
            }
        }
    }
}
