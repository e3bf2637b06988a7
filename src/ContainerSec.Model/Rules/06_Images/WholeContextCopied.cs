namespace ContainerSec.Rules;

/// <summary>CSEC0628: whatever lies in the folder lands in the image.</summary>
/// <remarks>Only stages that become the image count: copying the source into a build stage is how builds work.</remarks>
internal sealed class WholeContextCopied : Rule, IJudge<Dockerfile>
{
    private static readonly string[] Whole = [".", "./", "/", "*", "./*", "/*", "./.", "**"];

    public override RuleInfo Info { get; } = new("CSEC0628", "Whole build context copied", Severity.Off)
    {
        Principle = Principle.LimitBlastRadius,
        Why = "A local .env, a key or the history of the repository gets into a layer as soon as it is not in .dockerignore, and stays there.",
        Fix = "Copy what is needed by name, or build in a stage of its own and copy the result.",
        Mappings = [Mapping.Nist("4.1.4"), Mapping.OwaspDocker("D06"), Mapping.Attack("T1552.001"), Mapping.Cwe(538)],
        References = ["Docker documentation, .dockerignore files"],
        Examples =
        [
            Example.Bad(Surface.Dockerfile, "FROM node:24\nWORKDIR /app\nCOPY . .\n"),
            Example.Good(Surface.Dockerfile, "FROM node:24\nWORKDIR /app\nCOPY package.json src/ ./\n"),
        ],
    };

    public void Check(Dockerfile subject, RuleContext context)
    {
        foreach (var copy in subject.FinalStages.SelectMany(static s => s.Instructions).OfType<CopyInstruction>())
        {
            if (copy.From.IsUnset)
                context.JudgeEach(copy.Sources, Whole.Contains, static source => $"copies the whole build context ('{source}')");
        }
    }
}
